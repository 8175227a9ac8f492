<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Action</name>
    <message numerus="yes">
        <source>%n more failed.</source>
        <translation>
            <numerusform>%n more failed.</numerusform>
            <numerusform>%n more failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CacheReason</name>
    <message numerus="yes">
        <source>%n files changed: %1, …</source>
        <translation>
            <numerusform>%n file changed: %1, …</numerusform>
            <numerusform>%n files changed: %1, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files changed: %1</source>
        <translation>
            <numerusform>%n file changed: %1</numerusform>
            <numerusform>%n files changed: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyText</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DockerfileDescription</name>
    <message numerus="yes">
        <source>It takes %n file(s), %1.</source>
        <translation>
            <numerusform>It takes %n file, %1.</numerusform>
            <numerusform>It takes %n files, %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It adds %n layer(s).</source>
        <translation>
            <numerusform>It adds %n layer.</numerusform>
            <numerusform>It adds %n layers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileSaving</name>
    <message numerus="yes">
        <source>%n file(s) saved, %1</source>
        <translation>
            <numerusform>%n file saved, %1</numerusform>
            <numerusform>%n files saved, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be saved safely and were left out:</source>
        <translation>
            <numerusform>%n could not be saved safely and was left out:</numerusform>
            <numerusform>%n could not be saved safely and were left out:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelativeTime</name>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks ago</source>
        <translation>
            <numerusform>%n week ago</numerusform>
            <numerusform>%n weeks ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n month ago</numerusform>
            <numerusform>%n months ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n year ago</numerusform>
            <numerusform>%n years ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WasteWords</name>
    <message numerus="yes">
        <source>%1 and %n other file(s)</source>
        <translation>
            <numerusform>%1 and %n other file</numerusform>
            <numerusform>%1 and %n other files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n file(s))</source>
        <translation>
            <numerusform>%1 (%n file)</numerusform>
            <numerusform>%1 (%n files)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::AccountsPage</name>
    <message numerus="yes">
        <source>%n password(s) are kept as plain text in config.json. Base64 is not encryption: whoever can read the file has them.</source>
        <translation>
            <numerusform>%n password is kept as plain text in config.json. Base64 is not encryption: whoever can read the file has it.</numerusform>
            <numerusform>%n passwords are kept as plain text in config.json. Base64 is not encryption: whoever can read the file has them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::ActivityStrip</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildBar</name>
    <message numerus="yes">
        <source>%n build argument(s)</source>
        <translation>
            <numerusform>%n build argument</numerusform>
            <numerusform>%n build arguments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s)</source>
        <translation>
            <numerusform>%n secret</numerusform>
            <numerusform>%n secrets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildCachePruneDialog</name>
    <message numerus="yes">
        <source>The %n selected entries</source>
        <translation>
            <numerusform>The %n selected entry</numerusform>
            <numerusform>The %n selected entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries go, which frees %1.</source>
        <translation>
            <numerusform>%n entry goes, which frees %1.</numerusform>
            <numerusform>%n entries go, which frees %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries stay, with %1 of their own.</source>
        <translation>
            <numerusform>%n entry stays, with %1 of their own.</numerusform>
            <numerusform>%n entries stay, with %1 of their own.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildCacheView</name>
    <message numerus="yes">
        <source>%n entries went, %1 freed.</source>
        <translation>
            <numerusform>%n entry went, %1 freed.</numerusform>
            <numerusform>%n entries went, %1 freed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildFollower</name>
    <message numerus="yes">
        <source>The forecast was right for %1 of %n step(s)</source>
        <translation>
            <numerusform>The forecast was right for %1 of %n step</numerusform>
            <numerusform>The forecast was right for %1 of %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildHistoryModel</name>
    <message numerus="yes">
        <source>%n warning(s) of the builder</source>
        <translation>
            <numerusform>%n warning of the builder</numerusform>
            <numerusform>%n warnings of the builder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildHistoryView</name>
    <message numerus="yes">
        <source>Forget %n builds?</source>
        <translation>
            <numerusform>Forget %n build?</numerusform>
            <numerusform>Forget %n builds?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildOperation</name>
    <message numerus="yes">
        <source>%1 of %n steps</source>
        <translation>
            <numerusform>%1 of %n step</numerusform>
            <numerusform>%1 of %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 built: %n steps, %2 from the cache</source>
        <translation>
            <numerusform>%1 built: %n step, %2 from the cache</numerusform>
            <numerusform>%1 built: %n steps, %2 from the cache</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildView</name>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::CodeEditor</name>
    <message numerus="yes">
        <source>⋯ %n lines</source>
        <translation>
            <numerusform>⋯ %n line</numerusform>
            <numerusform>⋯ %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::CodeView</name>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::ComparisonView</name>
    <message numerus="yes">
        <source>%n layer(s) in common</source>
        <translation>
            <numerusform>%n layer in common</numerusform>
            <numerusform>%n layers in common</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::ConfirmationDialog</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::ContainerPresentation</name>
    <message numerus="yes">
        <source>%n containers</source>
        <translation>
            <numerusform>%n container</numerusform>
            <numerusform>%n containers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::ContainersPage</name>
    <message numerus="yes">
        <source>%n containers selected</source>
        <translation>
            <numerusform>%n container selected</numerusform>
            <numerusform>%n containers selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::FindBar</name>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::Forecaster</name>
    <message numerus="yes">
        <source>All %n step(s) come from the cache</source>
        <translation>
            <numerusform>The only step comes from the cache</numerusform>
            <numerusform>All %n steps come from the cache</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n step(s) rebuild</source>
        <translation>
            <numerusform>%1 of %n step rebuilds</numerusform>
            <numerusform>%1 of %n steps rebuild</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::ImageDetailsPane</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::ImagePresentation</name>
    <message numerus="yes">
        <source>%n tags</source>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::ImagesPage</name>
    <message numerus="yes">
        <source>%n images selected</source>
        <translation>
            <numerusform>%n image selected</numerusform>
            <numerusform>%n images selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags, together %1. Removing all of them would free %2.</source>
        <translation>
            <numerusform>%n tag, %1. Removing it would free %2.</numerusform>
            <numerusform>%n tags, together %1. Removing all of them would free %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::KeyValueView</name>
    <message numerus="yes">
        <source>%n more are not shown.</source>
        <translation>
            <numerusform>%n more is not shown.</numerusform>
            <numerusform>%n more are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::LayerInspector</name>
    <message numerus="yes">
        <source>%n file(s) and folder(s)</source>
        <translation>
            <numerusform>%n file or folder</numerusform>
            <numerusform>%n files and folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n layer(s) are read.</source>
        <translation>
            <numerusform>%1 of %n layer is read.</numerusform>
            <numerusform>%1 of %n layers are read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::LayerListModel</name>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::LoadDialog</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n archive(s)</source>
        <translation>
            <numerusform>%1 in %n archive</numerusform>
            <numerusform>%1 in %n archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::NewerCheck</name>
    <message numerus="yes">
        <source>%n name(s) could not be asked about</source>
        <translation>
            <numerusform>%n name could not be asked about</numerusform>
            <numerusform>%n names could not be asked about</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::PreviewModel</name>
    <message numerus="yes">
        <source>%n layer(s), here</source>
        <comment>of a base image</comment>
        <translation>
            <numerusform>%n layer, here</numerusform>
            <numerusform>%n layers, here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::PruneContainersDialog</name>
    <message numerus="yes">
        <source>%n containers are removed.</source>
        <translation>
            <numerusform>%n container is removed.</numerusform>
            <numerusform>%n containers are removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::PruneImagesDialog</name>
    <message numerus="yes">
        <source>%n images are deleted, which frees %1.</source>
        <translation>
            <numerusform>%n image is deleted, which frees %1.</numerusform>
            <numerusform>%n images are deleted, which frees %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::PullOperation</name>
    <message numerus="yes">
        <source>%1 pulled: %n layers, %2</source>
        <translation>
            <numerusform>%1 pulled: %n layer, %2</numerusform>
            <numerusform>%1 pulled: %n layers, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::RegistryTransfer</name>
    <message numerus="yes">
        <source>The connection broke; next attempt in %n seconds</source>
        <translation>
            <numerusform>The connection broke; next attempt in %n second</numerusform>
            <numerusform>The connection broke; next attempt in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::RegistryView</name>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::RemoveContainersDialog</name>
    <message numerus="yes">
        <source>Remove %n containers?</source>
        <translation>
            <numerusform>Remove %n container?</numerusform>
            <numerusform>Remove %n containers?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also remove the %n that are running</source>
        <translation>
            <numerusform>Also remove the one that is running</numerusform>
            <numerusform>Also remove the %n that are running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::RemoveImagesDialog</name>
    <message numerus="yes">
        <source>Remove %n images?</source>
        <translation>
            <numerusform>Remove %n image?</numerusform>
            <numerusform>Remove %n images?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are deleted, which frees %1.</source>
        <translation>
            <numerusform>%n image is deleted, which frees %1.</numerusform>
            <numerusform>%n images are deleted, which frees %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be removed as they are.</source>
        <translation>
            <numerusform>%n cannot be removed as it is.</numerusform>
            <numerusform>%n cannot be removed as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::StatusLine</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n CPUs, %1 memory</source>
        <translation>
            <numerusform>%n CPU, %1 memory</numerusform>
            <numerusform>%n CPUs, %1 memory</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::StopAllDialog</name>
    <message numerus="yes">
        <source>%n containers are stopped. Nothing is removed; start them again whenever you like.</source>
        <translation>
            <numerusform>%n container is stopped. Nothing is removed; start it again whenever you like.</numerusform>
            <numerusform>%n containers are stopped. Nothing is removed; start them again whenever you like.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::TransferOperation</name>
    <message numerus="yes">
        <source>%1 of %n layers</source>
        <translation>
            <numerusform>%1 of %n layer</numerusform>
            <numerusform>%1 of %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
</context>
</TS>
