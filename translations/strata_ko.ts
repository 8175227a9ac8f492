<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Accounts</name>
    <message>
        <source>docker-credential-%1 did not keep the account.</source>
        <translation>docker-credential-%1이(가) 계정을 보관하지 않았습니다.</translation>
    </message>
    <message>
        <source>The keychain did not keep the account.</source>
        <translation>키체인이 계정을 보관하지 않았습니다.</translation>
    </message>
    <message>
        <source>docker-credential-strata is not installed, so the docker command does not find this account.</source>
        <translation>docker-credential-strata가 설치되어 있지 않아 docker 명령이 이 계정을 찾지 못합니다.</translation>
    </message>
    <message>
        <source>The variable DOCKER_AUTH_CONFIG still holds an account at %1.</source>
        <translation>DOCKER_AUTH_CONFIG 변수에 %1의 계정이 아직 남아 있습니다.</translation>
    </message>
    <message>
        <source>Docker&apos;s configuration holds no password for %1.</source>
        <translation>Docker 설정에 %1의 비밀번호가 없습니다.</translation>
    </message>
    <message>
        <source>docker-credential-strata is not installed: without it the docker command would no longer find the account.</source>
        <translation>docker-credential-strata가 설치되어 있지 않습니다. 이것이 없으면 docker 명령이 더 이상 계정을 찾지 못합니다.</translation>
    </message>
    <message>
        <source>The account was changed by another program.</source>
        <translation>다른 프로그램이 계정을 바꾸었습니다.</translation>
    </message>
    <message>
        <source>An account needs a registry and a password.</source>
        <translation>계정에는 레지스트리와 비밀번호가 필요합니다.</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>Deleted: %1</source>
        <translation>삭제함: %1</translation>
    </message>
    <message>
        <source>%1 freed</source>
        <translation>%1 확보</translation>
    </message>
    <message>
        <source>The engine was disconnected.</source>
        <translation>엔진과의 연결이 끊어졌습니다.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more failed.</source>
        <translation>
            <numerusform>%n개 더 실패했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
</context>
<context>
    <name>Archive</name>
    <message>
        <source>The engine failed while it wrote this archive: %1</source>
        <translation>엔진이 이 아카이브를 쓰다가 실패했습니다: %1</translation>
    </message>
    <message>
        <source>This is a ZIP file, which engines do not take.</source>
        <translation>ZIP 파일입니다. 엔진은 받지 않습니다.</translation>
    </message>
    <message>
        <source>This is a 7-Zip file, which engines do not take.</source>
        <translation>7-Zip 파일입니다. 엔진은 받지 않습니다.</translation>
    </message>
    <message>
        <source>This is a RAR file, which engines do not take.</source>
        <translation>RAR 파일입니다. 엔진은 받지 않습니다.</translation>
    </message>
    <message>
        <source>This is a Debian package or a library, no archive of an image.</source>
        <translation>데비안 패키지나 라이브러리이며 이미지 아카이브가 아닙니다.</translation>
    </message>
    <message>
        <source>This is a program, no archive of an image.</source>
        <translation>프로그램이며 이미지 아카이브가 아닙니다.</translation>
    </message>
    <message>
        <source>This is the disk of a virtual machine, no archive of an image.</source>
        <translation>가상 머신의 디스크이며 이미지 아카이브가 아닙니다.</translation>
    </message>
    <message>
        <source>This is a SquashFS file system, which engines do not take.</source>
        <translation>SquashFS 파일 시스템입니다. 엔진은 받지 않습니다.</translation>
    </message>
    <message>
        <source>This is no archive: neither a tar nor a compressed one.</source>
        <translation>아카이브가 아닙니다. tar도 압축 파일도 아닙니다.</translation>
    </message>
    <message>
        <source>The archive has no end mark: perhaps it was not copied whole.</source>
        <translation>아카이브에 끝 표시가 없습니다. 끝까지 복사되지 않았을 수 있습니다.</translation>
    </message>
    <message>
        <source>The archive is empty.</source>
        <translation>아카이브가 비어 있습니다.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>파일이 비어 있습니다.</translation>
    </message>
    <message>
        <source>The layers that came are in the order of the archive: which of them belongs on which it had not told yet.</source>
        <translation>받은 레이어는 아카이브에 있는 순서대로 표시됩니다. 어느 레이어가 어느 레이어 위에 놓이는지는 아직 기록되지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>ArchiveFiles</name>
    <message>
        <source>%1 in the archive is larger than it may be.</source>
        <translation>아카이브의 %1이(가) 허용된 것보다 큽니다.</translation>
    </message>
    <message>
        <source>%1 in the archive is damaged.</source>
        <translation>아카이브의 %1이(가) 손상되었습니다.</translation>
    </message>
    <message>
        <source>Strata cannot check the digest of %1.</source>
        <translation>Strata가 %1의 다이제스트를 확인할 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not whole in the archive.</source>
        <translation>아카이브에 %1이(가) 온전히 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>%1 in the archive is not what its digest says: it is damaged.</source>
        <translation>아카이브의 %1이(가) 다이제스트와 맞지 않습니다. 손상되었습니다.</translation>
    </message>
</context>
<context>
    <name>ArchiveScan</name>
    <message>
        <source>The archive has more layers than Strata looks at.</source>
        <translation>아카이브에 Strata가 살펴보는 것보다 많은 레이어가 있습니다.</translation>
    </message>
</context>
<context>
    <name>ArchiveText</name>
    <message>
        <source>Archive (*.tar)</source>
        <translation>아카이브 (*.tar)</translation>
    </message>
    <message>
        <source>Archive, gzip (*.tar.gz)</source>
        <translation>아카이브, gzip (*.tar.gz)</translation>
    </message>
    <message>
        <source>Archive, Zstandard (*.tar.zst)</source>
        <translation>아카이브, Zstandard (*.tar.zst)</translation>
    </message>
    <message>
        <source>Archives (*.tar *.tar.gz *.tgz *.tar.zst *.tar.xz *.tar.bz2)</source>
        <translation>아카이브 (*.tar *.tar.gz *.tgz *.tar.zst *.tar.xz *.tar.bz2)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>파일을 바꿀까요?</translation>
    </message>
    <message>
        <source>There is a file %1 already. Replace it?</source>
        <translation>%1 파일이 이미 있습니다. 바꿀까요?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
</context>
<context>
    <name>BuildCacheActions</name>
    <message>
        <source>Prune the build cache</source>
        <translation>빌드 캐시 정리</translation>
    </message>
</context>
<context>
    <name>BuildCacheModel</name>
    <message>
        <source>Cache mount %1 of %2</source>
        <translation>%2의 캐시 마운트 %1</translation>
    </message>
    <message>
        <source>Mount %1 of %2</source>
        <translation>%2의 마운트 %1</translation>
    </message>
    <message>
        <source>Build context</source>
        <translation>빌드 컨텍스트</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Base image of this engine</source>
        <translation>이 엔진의 기반 이미지</translation>
    </message>
    <message>
        <source>Local files for %1</source>
        <translation>%1용 로컬 파일</translation>
    </message>
    <message>
        <source>Layer of %1</source>
        <translation>%1의 레이어</translation>
    </message>
    <message>
        <source>Git checkout of %1</source>
        <translation>%1의 Git 체크아웃</translation>
    </message>
    <message>
        <source>Download of %1</source>
        <translation>%1에서 다운로드</translation>
    </message>
    <message>
        <source>Entry without a description</source>
        <translation>설명이 없는 항목</translation>
    </message>
    <message>
        <source>step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>local files</source>
        <translation>로컬 파일</translation>
    </message>
    <message>
        <source>git checkout</source>
        <translation>Git 체크아웃</translation>
    </message>
    <message>
        <source>cache mount</source>
        <translation>캐시 마운트</translation>
    </message>
    <message>
        <source>syntax</source>
        <translation>구문</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>내부</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>in an image</source>
        <translation>이미지에 있음</translation>
    </message>
    <message>
        <source>reclaimable</source>
        <translation>회수 가능</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>선택하지 않음</translation>
    </message>
    <message>
        <source>BuildKit&apos;s own</source>
        <translation>BuildKit 내부용</translation>
    </message>
    <message>
        <source>used lately</source>
        <translation>최근에 사용함</translation>
    </message>
    <message>
        <source>something that stays stands on it</source>
        <translation>남는 항목이 이 항목을 바탕으로 함</translation>
    </message>
    <message>
        <source>there is room for it</source>
        <translation>남길 수 있는 크기 안에 있음</translation>
    </message>
    <message>
        <source>Build context as it was sent</source>
        <translation>전송된 빌드 컨텍스트</translation>
    </message>
</context>
<context>
    <name>BuildErrors</name>
    <message>
        <source>An image has to come from a registry, which wants to know who asks: %1</source>
        <translation>이미지를 레지스트리에서 받아야 하는데, 레지스트리가 로그인을 요구합니다. %1</translation>
    </message>
    <message>
        <source>A step wants a secret or an ssh agent, and the build was given none: %1</source>
        <translation>시크릿이나 ssh 에이전트가 필요한 단계가 있지만, 빌드에 지정되지 않았습니다. %1</translation>
    </message>
    <message>
        <source>There is no %1 that could be copied.</source>
        <translation>복사할 %1이(가) 없습니다.</translation>
    </message>
</context>
<context>
    <name>BuildLog</name>
    <message>
        <source>The rest of the build&apos;s log is lost, it cannot be kept in %1: %2</source>
        <translation>빌드 로그를 %1에 보관할 수 없어 나머지 로그를 잃었습니다. %2</translation>
    </message>
</context>
<context>
    <name>BuildLogFile</name>
    <message>
        <source>Cancelled.</source>
        <translation>취소되었습니다.</translation>
    </message>
    <message>
        <source>The build log %1 is damaged.</source>
        <translation>빌드 로그 %1이(가) 손상되었습니다.</translation>
    </message>
    <message>
        <source>The build log %1 cannot be read: %2</source>
        <translation>빌드 로그 %1을(를) 읽을 수 없습니다: %2</translation>
    </message>
</context>
<context>
    <name>BuildMemory</name>
    <message>
        <source>What was remembered of builds cannot be used.</source>
        <translation>기억해 둔 빌드 정보를 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>What is known of builds could not be kept.</source>
        <translation>빌드 정보를 저장할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>BuildOptions</name>
    <message>
        <source>The file of the secret %1 is not there: %2</source>
        <translation>시크릿 %1의 파일이 없습니다. %2</translation>
    </message>
    <message>
        <source>The file of the secret %1 cannot be read: %2 (%3)</source>
        <translation>시크릿 %1의 파일을 읽을 수 없습니다. %2 (%3)</translation>
    </message>
    <message>
        <source>The variable of the secret %1 is not set: %2</source>
        <translation>시크릿 %1의 변수가 설정되어 있지 않습니다. %2</translation>
    </message>
    <message>
        <source>The secret %1 is too large: BuildKit takes 500 KiB.</source>
        <translation>시크릿 %1이(가) 너무 큽니다. BuildKit은 500 KiB까지 받습니다.</translation>
    </message>
    <message>
        <source>No ssh agent runs: SSH_AUTH_SOCK is not set.</source>
        <translation>실행 중인 ssh 에이전트가 없습니다. SSH_AUTH_SOCK이 설정되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>There is no ssh agent at %1.</source>
        <translation>%1에 ssh 에이전트가 없습니다.</translation>
    </message>
    <message>
        <source>The Dockerfile has here-documents, whose content the classic builder drops without saying so. Build it with BuildKit.</source>
        <translation>이 Dockerfile에는 here-document가 있습니다. 클래식 빌더는 그 내용을 알리지 않고 버리므로 BuildKit으로 빌드하세요.</translation>
    </message>
    <message>
        <source>Build secrets need BuildKit.</source>
        <translation>빌드 시크릿을 쓰려면 BuildKit이 필요합니다.</translation>
    </message>
    <message>
        <source>Builds can use an ssh agent with BuildKit only.</source>
        <translation>빌드에서 ssh 에이전트는 BuildKit으로만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>BuildKit has no limits of memory and processors.</source>
        <translation>BuildKit은 메모리와 프로세서 제한을 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>BuildKit knows the networks default, host and none only, not %1.</source>
        <translation>BuildKit은 default, host, none 네트워크만 지원하며 %1은(는) 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>%1 is no limit such as nofile=1024.</source>
        <translation>%1은(는) nofile=1024와 같은 형식의 제한이 아닙니다.</translation>
    </message>
    <message>
        <source>Type the secret %1 once more: it is kept nowhere.</source>
        <translation>비밀 값 %1을(를) 다시 입력하세요. 어디에도 저장되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>BuildRecord</name>
    <message>
        <source>It is no record of a build.</source>
        <translation>빌드 기록이 아닙니다.</translation>
    </message>
</context>
<context>
    <name>BuildStepText</name>
    <message>
        <source>waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>캐시됨</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>built</source>
        <translation>빌드됨</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1분 %2초</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1시간 %2분</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
</context>
<context>
    <name>BuildTrace</name>
    <message>
        <source>The engine&apos;s account of the build cannot be read.</source>
        <translation>엔진이 보낸 빌드 기록을 읽을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>BytePipe</name>
    <message>
        <source>Cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
</context>
<context>
    <name>ByteSize</name>
    <message>
        <source>%1 is no size, such as 20MB.</source>
        <translation>%1은(는) 20MB 같은 크기가 아닙니다.</translation>
    </message>
</context>
<context>
    <name>CacheReason</name>
    <message>
        <source>files changed</source>
        <translation>파일이 변경되었습니다</translation>
    </message>
    <message>
        <source>%1 is new</source>
        <translation>%1이(가) 새로 생겼습니다</translation>
    </message>
    <message>
        <source>%1 was removed</source>
        <translation>%1이(가) 삭제되었습니다</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1이(가) 변경되었습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n files changed: %1, …</source>
        <translation>
            <numerusform>파일 %n개가 변경되었습니다: %1, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files changed: %1</source>
        <translation>
            <numerusform>파일 %n개가 변경되었습니다: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>the cache is not to be used</source>
        <translation>캐시를 사용하지 않습니다</translation>
    </message>
    <message>
        <source>line %1 above rebuilds</source>
        <translation>위의 %1번째 줄이 다시 빌드됩니다</translation>
    </message>
    <message>
        <source>a line above rebuilds</source>
        <translation>위의 줄이 다시 빌드됩니다</translation>
    </message>
    <message>
        <source>stage %1 rebuilds</source>
        <translation>스테이지 %1이(가) 다시 빌드됩니다</translation>
    </message>
    <message>
        <source>base image %1 is newer</source>
        <translation>베이스 이미지 %1이(가) 더 새롭습니다</translation>
    </message>
    <message>
        <source>build argument %1 changed</source>
        <translation>빌드 인수 %1이(가) 변경되었습니다</translation>
    </message>
    <message>
        <source>variable %1 changed</source>
        <translation>변수 %1이(가) 변경되었습니다</translation>
    </message>
    <message>
        <source>variables are set in another order</source>
        <translation>변수의 설정 순서가 바뀌었습니다</translation>
    </message>
    <message>
        <source>the working directory changed</source>
        <translation>작업 디렉터리가 변경되었습니다</translation>
    </message>
    <message>
        <source>the user changed</source>
        <translation>사용자가 변경되었습니다</translation>
    </message>
    <message>
        <source>the platform changed</source>
        <translation>플랫폼이 변경되었습니다</translation>
    </message>
    <message>
        <source>build option %1 changed</source>
        <translation>빌드 옵션 %1이(가) 변경되었습니다</translation>
    </message>
    <message>
        <source>the instruction changed</source>
        <translation>명령이 변경되었습니다</translation>
    </message>
    <message>
        <source>the instruction is new</source>
        <translation>새 명령입니다</translation>
    </message>
    <message>
        <source>what is above it changed</source>
        <translation>위의 내용이 변경되었습니다</translation>
    </message>
    <message>
        <source>it was never built</source>
        <translation>빌드한 적이 없습니다</translation>
    </message>
    <message>
        <source>it was removed from the cache</source>
        <translation>캐시에서 삭제되었습니다</translation>
    </message>
    <message>
        <source>something like it was built, but not by Strata</source>
        <translation>비슷한 것이 빌드되었지만 Strata가 빌드하지 않았습니다</translation>
    </message>
    <message>
        <source>nothing is known of %1</source>
        <translation>%1에 대해 알려진 것이 없습니다</translation>
    </message>
    <message>
        <source>a newer %1 is pulled first</source>
        <translation>더 새로운 %1을(를) 먼저 가져옵니다</translation>
    </message>
    <message>
        <source>the files are not known</source>
        <translation>파일을 알 수 없습니다</translation>
    </message>
    <message>
        <source>what is on the net may have changed</source>
        <translation>네트워크의 내용이 변경되었을 수 있습니다</translation>
    </message>
    <message>
        <source>nothing is known of the cache</source>
        <translation>캐시에 대해 알려진 것이 없습니다</translation>
    </message>
</context>
<context>
    <name>ChangeWords</name>
    <message>
        <source>type</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>content</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>소유자</translation>
    </message>
    <message>
        <source>time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>확장 속성</translation>
    </message>
    <message>
        <source>added</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>modified (%1)</source>
        <translation>수정(%1)</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>그대로</translation>
    </message>
</context>
<context>
    <name>CheckRule</name>
    <message>
        <source>The name of a stage should be in lower case.</source>
        <translation>스테이지 이름은 소문자로 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>FROM finds a stage only by its name in lower case, while COPY --from takes any case. One way to write it avoids the surprise.</source>
        <translation>FROM은 소문자 이름으로만 스테이지를 찾지만 COPY --from은 대소문자를 가리지 않습니다. 한 가지로 통일하면 혼란을 피할 수 있습니다.</translation>
    </message>
    <message>
        <source>AS should have the same case as its FROM.</source>
        <translation>AS의 대소문자는 FROM과 맞추는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Keywords in one case are easier to tell from names. Nothing else depends on it.</source>
        <translation>키워드의 대소문자를 통일하면 이름과 구별하기 쉽습니다. 그 밖의 영향은 없습니다.</translation>
    </message>
    <message>
        <source>An instruction that goes on over lines should have no empty ones in it.</source>
        <translation>여러 줄로 이어지는 명령에는 빈 줄을 넣지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>BuildKit skips them today and says that it will refuse them. A comment between the lines is fine.</source>
        <translation>BuildKit은 지금은 빈 줄을 건너뛰지만 앞으로 거부하겠다고 경고합니다. 줄 사이의 주석은 괜찮습니다.</translation>
    </message>
    <message>
        <source>All instructions should be written in the same case.</source>
        <translation>모든 명령의 대소문자를 통일하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Docker takes any case, people read one better. What most of the file does is taken for right.</source>
        <translation>Docker는 대소문자를 가리지 않지만, 통일하면 사람이 읽기 쉽습니다. 파일에서 더 많이 쓰인 쪽을 기준으로 삼습니다.</translation>
    </message>
    <message>
        <source>Two stages should not have the same name.</source>
        <translation>두 스테이지에 같은 이름을 쓰지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Only the last of them can be named from then on. Which one an instruction means depends on where it stands.</source>
        <translation>그 뒤로는 마지막 스테이지만 이름으로 가리킬 수 있습니다. 명령이 어느 스테이지를 가리키는지가 명령의 위치에 따라 달라집니다.</translation>
    </message>
    <message>
        <source>A stage should not be called scratch or context.</source>
        <translation>스테이지 이름으로 scratch나 context를 쓰지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Both words mean something else to Docker: the empty image and the build context. A stage of that name hides it.</source>
        <translation>두 단어는 Docker에서 다른 뜻으로, 각각 빈 이미지와 빌드 컨텍스트를 가리킵니다. 스테이지에 이 이름을 붙이면 원래의 뜻이 가려집니다.</translation>
    </message>
    <message>
        <source>CMD and ENTRYPOINT should have the JSON form.</source>
        <translation>CMD와 ENTRYPOINT는 JSON 형식으로 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>In the shell form a shell is process 1, and it passes no signals on: docker stop waits ten seconds and kills. The JSON form starts the program itself.</source>
        <translation>셸 형식에서는 셸이 1번 프로세스가 되고 시그널을 전달하지 않습니다. 그래서 docker stop이 10초를 기다린 뒤 강제로 종료합니다. JSON 형식은 프로그램을 직접 시작합니다.</translation>
    </message>
    <message>
        <source>MAINTAINER is deprecated, a label names the author.</source>
        <translation>MAINTAINER는 더 이상 권장되지 않습니다. 작성자는 레이블로 표시합니다.</translation>
    </message>
    <message>
        <source>A label can be searched for and read like all others. The key org.opencontainers.image.authors is the one that tools know.</source>
        <translation>레이블은 다른 레이블과 똑같이 검색하고 읽을 수 있습니다. 도구들이 인식하는 키는 org.opencontainers.image.authors입니다.</translation>
    </message>
    <message>
        <source>A FROM should only use arguments that are declared in front of it.</source>
        <translation>FROM에는 그 앞에 선언된 인수만 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>What is not declared is empty, and no --build-arg can change that. Mostly the name is misspelled.</source>
        <translation>선언되지 않은 인수는 비어 있고 --build-arg로도 바꿀 수 없습니다. 대개는 이름을 잘못 쓴 것입니다.</translation>
    </message>
    <message>
        <source>The first WORKDIR should be absolute.</source>
        <translation>첫 WORKDIR은 절대 경로로 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>A relative one begins where the base image left off, and that may change with the next version of it.</source>
        <translation>상대 경로는 기반 이미지의 작업 폴더를 기준으로 하며, 그 폴더는 기반 이미지의 다음 버전에서 바뀔 수 있습니다.</translation>
    </message>
    <message>
        <source>A variable should be defined before it is used.</source>
        <translation>변수는 쓰기 전에 정의하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>What is not defined is empty, which makes another path or value without any error. Mostly the name is misspelled, or ARG has to repeat it in this stage.</source>
        <translation>정의되지 않은 변수는 비어 있어 오류 없이 다른 경로나 값이 됩니다. 대개는 이름을 잘못 썼거나, 이 스테이지에서 ARG로 다시 선언해야 하는 경우입니다.</translation>
    </message>
    <message>
        <source>A stage should have one CMD, one ENTRYPOINT and one HEALTHCHECK.</source>
        <translation>스테이지마다 CMD, ENTRYPOINT, HEALTHCHECK는 하나씩만 두는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Only the last of them counts, so the others say something that is not true.</source>
        <translation>마지막 것만 적용되므로 나머지는 사실과 다른 내용이 됩니다.</translation>
    </message>
    <message>
        <source>ENV and LABEL should have an = between key and value.</source>
        <translation>ENV와 LABEL에서는 키와 값 사이에 =를 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>With a blank in its place the rest of the line is the value, so there can be only one variable, and the form is only kept for old files.</source>
        <translation>= 대신 공백을 쓰면 줄의 나머지 전체가 값이 되어 변수를 하나만 정할 수 있습니다. 이 형식은 옛 파일을 위해서만 남아 있습니다.</translation>
    </message>
    <message>
        <source>The base image should be for the platform that is built for.</source>
        <translation>기반 이미지는 빌드 대상 플랫폼에 맞는 것을 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>An image of another platform was found under that name, so programs in it do not start, or only slowly by emulation.</source>
        <translation>이 이름으로 다른 플랫폼의 이미지를 찾았습니다. 그 안의 프로그램은 시작되지 않거나 에뮬레이션으로 느리게 실행됩니다.</translation>
    </message>
    <message>
        <source>FROM needs no --platform=$TARGETPLATFORM.</source>
        <translation>FROM에 --platform=$TARGETPLATFORM은 필요 없습니다.</translation>
    </message>
    <message>
        <source>That is what it takes anyway.</source>
        <translation>이미 기본값입니다.</translation>
    </message>
    <message>
        <source>Secrets should not be given by ARG or ENV.</source>
        <translation>시크릿은 ARG나 ENV로 전달하지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Both stay in the image: ENV in its configuration, ARG in its history. RUN --mount=type=secret shows a secret to one command and keeps nothing.</source>
        <translation>둘 다 이미지에 남습니다. ENV는 구성에, ARG는 기록에 남습니다. RUN --mount=type=secret은 시크릿을 명령 하나에만 보여 주고 아무것도 남기지 않습니다.</translation>
    </message>
    <message>
        <source>The image of a FROM should be valid with the defaults of its arguments.</source>
        <translation>FROM의 이미지는 인수의 기본값만으로도 유효하게 하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Without --build-arg the file cannot be built: the name of the image is empty or broken.</source>
        <translation>이미지 이름이 비어 있거나 잘못되어 --build-arg 없이는 파일을 빌드할 수 없습니다.</translation>
    </message>
    <message>
        <source>FROM --platform should not be a constant.</source>
        <translation>FROM --platform에 고정된 값을 쓰지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>The stage is then built for that platform whatever is asked for. Leave the flag out, use $BUILDPLATFORM, or name the platform in the name of the stage when that is what it is for.</source>
        <translation>그러면 어떤 플랫폼을 요청하든 스테이지가 그 플랫폼용으로 빌드됩니다. 옵션을 빼거나 $BUILDPLATFORM을 쓰세요. 특정 플랫폼을 위한 스테이지라면 스테이지 이름에 플랫폼을 넣으세요.</translation>
    </message>
    <message>
        <source>COPY and ADD should not name a file that .dockerignore leaves out.</source>
        <translation>COPY와 ADD에 .dockerignore가 제외하는 파일을 쓰지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>The file is not sent to the builder, so the build fails.</source>
        <translation>파일이 빌더로 전송되지 않으므로 빌드가 실패합니다.</translation>
    </message>
    <message>
        <source>A comment directly above FROM or ARG should begin with the name of the stage or argument.</source>
        <translation>FROM이나 ARG 바로 위의 주석은 스테이지나 인수의 이름으로 시작하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>docker build --call=outline shows it as the description. A comment that is none is set apart by an empty comment.</source>
        <translation>docker build --call=outline이 이 주석을 설명으로 보여 줍니다. 설명이 아닌 주석은 빈 주석으로 떼어 놓으세요.</translation>
    </message>
    <message>
        <source>The protocol in EXPOSE should be in lower case.</source>
        <translation>EXPOSE의 프로토콜은 소문자로 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Docker makes it lower case itself; other tools that read the file may not.</source>
        <translation>Docker는 스스로 소문자로 바꾸지만, 이 파일을 읽는 다른 도구는 그러지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>EXPOSE should have ports of the container alone.</source>
        <translation>EXPOSE에는 컨테이너의 포트만 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Which address and port of the host leads there is said by docker run -p. BuildKit will refuse anything else in a later release.</source>
        <translation>호스트의 어느 주소와 포트를 연결할지는 docker run -p로 정합니다. BuildKit은 이후 버전에서 그 밖의 값을 거부할 예정입니다.</translation>
    </message>
    <message>
        <source>WORKDIR should say where commands run, not cd.</source>
        <translation>명령을 실행할 위치는 cd가 아니라 WORKDIR로 정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>A cd ends with its RUN. WORKDIR counts for all later instructions and for the container, and it makes the folder.</source>
        <translation>cd의 효과는 해당 RUN에서 끝납니다. WORKDIR은 이후의 모든 명령과 컨테이너에 적용되고, 폴더도 만들어 줍니다.</translation>
    </message>
    <message>
        <source>RUN should need no sudo.</source>
        <translation>RUN에서는 sudo를 쓰지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>It runs as whom USER names, root at first, so sudo does nothing or asks for a password that nobody types. It also does not pass signals on as one would expect.</source>
        <translation>RUN은 USER로 지정한 사용자, 처음에는 root로 실행됩니다. 따라서 sudo는 아무 효과가 없거나 아무도 입력할 수 없는 비밀번호를 요구합니다. 시그널도 예상대로 전달하지 않습니다.</translation>
    </message>
    <message>
        <source>RUN should start nothing that needs a terminal, a service or a user.</source>
        <translation>RUN에서는 터미널, 서비스, 사용자가 필요한 프로그램을 시작하지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Each RUN begins with no other process and ends all of its own. A service that it starts is gone with it, and an editor has nobody to use it.</source>
        <translation>RUN은 매번 다른 프로세스 없이 시작하고, 끝날 때 자신의 프로세스를 모두 종료합니다. RUN에서 시작한 서비스는 함께 사라지고, 편집기를 열어도 쓸 사람이 없습니다.</translation>
    </message>
    <message>
        <source>A stage should use curl or wget, not both.</source>
        <translation>한 스테이지에서는 curl과 wget 가운데 하나만 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>They do the same, so one of them is a package too many.</source>
        <translation>하는 일이 같으므로 둘 중 하나는 불필요한 패키지입니다.</translation>
    </message>
    <message>
        <source>A pipe should fail when one of its commands does.</source>
        <translation>파이프는 그 안의 명령이 하나라도 실패하면 실패하게 하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>A shell looks at the last command of a pipe only. When a download in front of it fails the build goes on with half of the data. bash, and the ash of Alpine, know set -o pipefail.</source>
        <translation>셸은 파이프의 마지막 명령만 확인합니다. 앞에서 다운로드가 실패해도 빌드는 일부만 받은 데이터로 계속됩니다. bash와 Alpine의 ash에서는 set -o pipefail을 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>A script from the network should be checked before it runs.</source>
        <translation>네트워크에서 받은 스크립트는 실행하기 전에 확인하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Whoever controls the server, today or at the next build, decides what is in the image. Download it to a file, compare its checksum, then run it.</source>
        <translation>지금이든 다음 빌드 때든, 서버를 장악한 사람이 이미지의 내용을 결정하게 됩니다. 파일로 다운로드하여 체크섬을 비교한 다음 실행하세요.</translation>
    </message>
    <message>
        <source>Downloads should be checked for who sent them.</source>
        <translation>다운로드는 누가 보냈는지 확인하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Options such as curl -k or --allow-unauthenticated take whatever comes, from whoever is in between.</source>
        <translation>curl -k나 --allow-unauthenticated 같은 옵션을 쓰면 중간에서 누가 무엇을 보내든 그대로 받아들입니다.</translation>
    </message>
    <message>
        <source>curl should be told to fail, by -f.</source>
        <translation>curl에는 -f를 주어 오류 때 실패하게 하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Without it curl saves the page that says 404 and reports success. The build goes on with that.</source>
        <translation>-f가 없으면 curl은 404 오류 페이지를 저장하고도 성공으로 알립니다. 빌드는 그 파일로 계속됩니다.</translation>
    </message>
    <message>
        <source>wget should not draw its progress.</source>
        <translation>wget은 진행률을 출력하지 않게 하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Every 50 kB make a dot, so a large download fills the log. --progress=dot:giga or -nv keep it short.</source>
        <translation>50 kB마다 점을 하나씩 찍으므로 큰 파일을 다운로드하면 로그가 가득 찹니다. --progress=dot:giga나 -nv를 쓰면 짧아집니다.</translation>
    </message>
    <message>
        <source>Files should not be writable for everyone.</source>
        <translation>모든 사용자에게 파일 쓰기 권한을 주지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Any process in the container can then change programs and settings of all others. The owner, or a group, is mostly enough.</source>
        <translation>그러면 컨테이너의 어떤 프로세스든 다른 모든 프로세스의 프로그램과 설정을 바꿀 수 있습니다. 대개는 소유자나 그룹의 권한으로 충분합니다.</translation>
    </message>
    <message>
        <source>useradd with a large user ID should have -l.</source>
        <translation>큰 사용자 ID로 useradd를 쓸 때는 -l을 주는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Otherwise it makes /var/log/lastlog, a file with gaps whose length grows with the ID. In a layer the gaps are filled: gigabytes.</source>
        <translation>그렇지 않으면 /var/log/lastlog를 만듭니다. 이 파일은 ID가 클수록 길어지는 희소 파일인데, 레이어에서는 빈 부분이 채워져 크기가 수 기가바이트가 됩니다.</translation>
    </message>
    <message>
        <source>SHELL should choose another shell, not a link at /bin/sh.</source>
        <translation>다른 셸은 /bin/sh 링크가 아니라 SHELL로 선택하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Scripts of the distribution expect their own /bin/sh, and the next upgrade of it puts the link back.</source>
        <translation>배포판의 스크립트는 원래의 /bin/sh를 전제로 하며, 다음에 셸 패키지가 업그레이드되면 링크가 원래대로 돌아갑니다.</translation>
    </message>
    <message>
        <source>A long chain of commands reads better as a heredoc.</source>
        <translation>길게 이어진 명령은 heredoc으로 쓰면 읽기 쉽습니다.</translation>
    </message>
    <message>
        <source>In RUN &lt;&lt;EOF each command has a line, without &amp;&amp; and backslashes. set -e in its first line makes it stop at the first one that fails.</source>
        <translation>RUN &lt;&lt;EOF에서는 &amp;&amp;와 백슬래시 없이 명령을 한 줄에 하나씩 씁니다. 첫 줄에 set -e를 넣으면 처음 실패한 명령에서 멈춥니다.</translation>
    </message>
    <message>
        <source>The image of a FROM must not be empty.</source>
        <translation>FROM의 이미지는 비어 있으면 안 됩니다.</translation>
    </message>
    <message>
        <source>Its variables came to nothing, so there is no image to begin with. The build ends here.</source>
        <translation>변수의 값이 비어 있어 시작할 이미지가 없습니다. 빌드가 여기서 끝납니다.</translation>
    </message>
    <message>
        <source>FROM --platform must be a platform.</source>
        <translation>FROM --platform의 값은 플랫폼이어야 합니다.</translation>
    </message>
    <message>
        <source>It is os/architecture or os/architecture/variant, such as linux/arm64. The build ends here.</source>
        <translation>형식은 os/architecture 또는 os/architecture/variant이며, 예를 들면 linux/arm64입니다. 빌드가 여기서 끝납니다.</translation>
    </message>
    <message>
        <source>What looks like a variable must be one.</source>
        <translation>변수처럼 보이는 것은 올바른 변수여야 합니다.</translation>
    </message>
    <message>
        <source>Docker cannot expand the word, or a variable that must be set (${NAME:?message}) is not. The build ends here.</source>
        <translation>Docker가 이 단어를 확장할 수 없거나, 반드시 설정해야 하는 변수(${NAME:?message})가 설정되어 있지 않습니다. 빌드가 여기서 끝납니다.</translation>
    </message>
    <message>
        <source>A port must be a number from 0 to 65535, or a range, for tcp, udp or sctp.</source>
        <translation>포트는 0에서 65535까지의 숫자나 범위여야 하며, 프로토콜은 tcp, udp, sctp 가운데 하나여야 합니다.</translation>
    </message>
    <message>
        <source>Docker takes nothing else. The build ends here.</source>
        <translation>Docker는 그 밖의 값을 받지 않습니다. 빌드가 여기서 끝납니다.</translation>
    </message>
    <message>
        <source>The values of a --mount must be valid when their variables are replaced.</source>
        <translation>--mount의 값은 변수를 치환한 뒤에 유효해야 합니다.</translation>
    </message>
    <message>
        <source>Docker looks at them only when the instruction is built. The build ends here.</source>
        <translation>Docker는 명령을 빌드할 때에야 이 값을 확인합니다. 빌드가 여기서 끝납니다.</translation>
    </message>
    <message>
        <source>COPY --from must name a stage above, by name or number, or an image.</source>
        <translation>COPY --from에는 위에 있는 스테이지의 이름이나 번호, 또는 이미지를 써야 합니다.</translation>
    </message>
    <message>
        <source>A stage can take nothing from itself or from a stage that comes later, and variables are not expanded there. The build ends here.</source>
        <translation>스테이지는 자기 자신이나 뒤에 오는 스테이지에서 아무것도 가져올 수 없고, 여기에서는 변수가 확장되지 않습니다. 빌드가 여기서 끝납니다.</translation>
    </message>
    <message>
        <source>COPY takes files of the context, of stages and of images only.</source>
        <translation>COPY는 컨텍스트, 스테이지, 이미지의 파일만 복사합니다.</translation>
    </message>
    <message>
        <source>ADD is what downloads. The build ends here.</source>
        <translation>다운로드는 ADD로 합니다. 빌드가 여기서 끝납니다.</translation>
    </message>
    <message>
        <source>A base image should have a tag or a digest.</source>
        <translation>기반 이미지에는 태그나 다이제스트를 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Without one it is latest, which is another image tomorrow. A build that worked fails, or the image has other programs in it, and nothing in the Dockerfile tells why.</source>
        <translation>지정하지 않으면 latest가 되는데, 내일은 다른 이미지일 수 있습니다. 잘되던 빌드가 실패하거나 이미지에 든 프로그램이 달라져도 Dockerfile만 보고는 이유를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>A base image should have another tag than latest.</source>
        <translation>기반 이미지에는 latest가 아닌 태그를 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>latest is whatever was published last, with other major versions at times. A version says what was tested.</source>
        <translation>latest는 마지막으로 게시된 이미지이므로 주 버전이 달라질 수도 있습니다. 버전을 지정하면 무엇으로 테스트했는지 분명해집니다.</translation>
    </message>
    <message>
        <source>The last stage should need the others.</source>
        <translation>마지막 스테이지는 다른 스테이지들을 사용해야 합니다.</translation>
    </message>
    <message>
        <source>Docker builds no stage that the wanted one does not need. Unless it is built by --target, it is left over, or a COPY --from is missing.</source>
        <translation>Docker는 대상 스테이지에 필요하지 않은 스테이지를 빌드하지 않습니다. --target으로 따로 빌드하는 것이 아니라면, 쓰이지 않게 된 스테이지이거나 COPY --from이 빠진 것입니다.</translation>
    </message>
    <message>
        <source>The image should run as another user than root.</source>
        <translation>이미지는 root가 아닌 사용자로 실행하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Whoever breaks out of the program is root in the container, and with a bind mount also on the files of the host. USER with a name or number is all it takes.</source>
        <translation>프로그램의 취약점을 뚫은 사람은 컨테이너 안에서 root가 되며, 바인드 마운트가 있으면 호스트의 파일에도 root 권한을 갖습니다. USER에 이름이나 번호를 지정하기만 하면 됩니다.</translation>
    </message>
    <message>
        <source>Files should come by COPY.</source>
        <translation>파일은 COPY로 넣는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>ADD also downloads, clones and unpacks, depending on what the source is called and what is in it. COPY does what it says.</source>
        <translation>ADD는 원본의 이름과 내용에 따라 다운로드하거나 클론하거나 압축을 풀기도 합니다. COPY는 이름 그대로 복사만 합니다.</translation>
    </message>
    <message>
        <source>What ADD downloads should have a checksum.</source>
        <translation>ADD로 다운로드하는 파일에는 체크섬을 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>The server may give another file tomorrow. With --checksum the build stops then; without, the file is in the image.</source>
        <translation>서버가 내일은 다른 파일을 줄 수도 있습니다. --checksum이 있으면 그때 빌드가 중단되지만, 없으면 그 파일이 그대로 이미지에 들어갑니다.</translation>
    </message>
    <message>
        <source>COPY --from should name a stage of this file, or an image with its tag.</source>
        <translation>COPY --from에는 이 파일의 스테이지나 태그가 있는 이미지를 지정해야 합니다.</translation>
    </message>
    <message>
        <source>What is no stage is taken for an image, which is looked for in a registry. Mostly the name of a stage is misspelled; an image should be pinned.</source>
        <translation>스테이지가 아닌 이름은 이미지로 간주하여 레지스트리에서 찾습니다. 대개는 스테이지 이름을 잘못 적은 것입니다. 이미지라면 버전을 고정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>With several sources the destination should end with a slash.</source>
        <translation>원본이 여러 개이면 대상 경로는 슬래시로 끝나야 합니다.</translation>
    </message>
    <message>
        <source>Without it the destination may become one file, which each source replaces; the classic builder refuses it. The slash makes it a directory in any case.</source>
        <translation>슬래시가 없으면 대상이 파일 하나가 되어 원본마다 덮어쓸 수 있으며, 기존 빌더는 이를 거부합니다. 슬래시가 있으면 항상 디렉터리가 됩니다.</translation>
    </message>
    <message>
        <source>A relative destination should come behind a WORKDIR.</source>
        <translation>상대 경로로 된 대상은 WORKDIR 뒤에 두는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>It is relative to what the base image has for its WORKDIR, which one cannot see here and which may change.</source>
        <translation>기반 이미지의 WORKDIR을 기준으로 하는데, 그 값은 여기에서 알 수 없고 바뀔 수도 있습니다.</translation>
    </message>
    <message>
        <source>Paths should not begin with ~.</source>
        <translation>경로는 ~로 시작하지 않아야 합니다.</translation>
    </message>
    <message>
        <source>Only a shell makes a home directory of it. WORKDIR, COPY and ADD make a folder that is called ~.</source>
        <translation>~를 홈 디렉터리로 바꾸는 것은 셸뿐입니다. WORKDIR, COPY, ADD는 이름이 ~인 폴더를 만듭니다.</translation>
    </message>
    <message>
        <source>DEBIAN_FRONTEND should be an ARG, or stand in front of the command.</source>
        <translation>DEBIAN_FRONTEND는 ARG로 선언하거나 명령 앞에 두는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>ENV is also for whoever uses the image: apt then never asks in any container. An ARG is there for the build alone.</source>
        <translation>ENV는 이미지를 쓰는 사람에게도 적용되므로, 어느 컨테이너에서도 apt가 질문하지 않게 됩니다. ARG는 빌드하는 동안에만 적용됩니다.</translation>
    </message>
    <message>
        <source>An ENV should not use what it sets itself.</source>
        <translation>ENV에서는 같은 ENV가 설정하는 변수를 사용하지 않아야 합니다.</translation>
    </message>
    <message>
        <source>Docker replaces the variables of an ENV with what they were before it. A second ENV sees the new value.</source>
        <translation>Docker는 ENV 안의 변수를 그 ENV 이전의 값으로 바꿉니다. 새 값은 다음 ENV부터 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Secrets should not stand in a Dockerfile.</source>
        <translation>Dockerfile에 비밀 정보를 적지 않아야 합니다.</translation>
    </message>
    <message>
        <source>The text of each instruction is in the history of the image, for everyone who has it, and it stays there if a later line deletes the file. RUN --mount=type=secret keeps it out.</source>
        <translation>각 명령의 텍스트는 이미지의 기록에 남아 이미지를 가진 사람은 누구나 볼 수 있으며, 뒤에서 파일을 삭제해도 사라지지 않습니다. RUN --mount=type=secret을 쓰면 이미지에 남지 않습니다.</translation>
    </message>
    <message>
        <source>Files that hold secrets should not be copied.</source>
        <translation>비밀 정보가 든 파일은 복사하지 않아야 합니다.</translation>
    </message>
    <message>
        <source>They stay in their layer, for everyone who has the image, also when a later line deletes them. RUN --mount=type=secret shows them to one command.</source>
        <translation>뒤에서 삭제해도 해당 레이어에 남아 이미지를 가진 사람은 누구나 볼 수 있습니다. RUN --mount=type=secret은 명령 하나에만 파일을 보여 줍니다.</translation>
    </message>
    <message>
        <source>The last line should have an end.</source>
        <translation>마지막 줄은 줄바꿈으로 끝나는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Tools that put something behind it, or compare line by line, expect it.</source>
        <translation>파일 끝에 내용을 덧붙이거나 줄 단위로 비교하는 도구는 줄바꿈이 있다고 가정합니다.</translation>
    </message>
    <message>
        <source>What is installed should come before the whole context is copied.</source>
        <translation>설치는 컨텍스트 전체를 복사하기 전에 하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Docker runs an instruction again when one above it changed. With COPY . . in front, every change in any file installs everything anew; copy the file that lists the dependencies, install, then copy the rest.</source>
        <translation>Docker는 위쪽 명령이 바뀌면 그 아래 명령을 다시 실행합니다. COPY . .가 앞에 있으면 어느 파일이 바뀌어도 모두 새로 설치합니다. 의존성 목록 파일을 먼저 복사해 설치한 다음 나머지를 복사하세요.</translation>
    </message>
    <message>
        <source>RUNs that follow each other can be one.</source>
        <translation>연달아 나오는 RUN은 하나로 합칠 수 있습니다.</translation>
    </message>
    <message>
        <source>Each is a layer, and what one writes the next can only hide. Where the first takes long and the second changes often, two are right.</source>
        <translation>RUN마다 레이어가 하나씩 생기며, 한 레이어에 쓴 내용을 다음 레이어는 숨길 수만 있습니다. 첫 번째가 오래 걸리고 두 번째가 자주 바뀐다면 나누는 것이 맞습니다.</translation>
    </message>
    <message>
        <source>A file should be deleted in the instruction that made it.</source>
        <translation>파일은 만든 명령 안에서 삭제하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>A layer only hides what is below it: the file stays in the image with all of its bytes, and can be read. Download, use and delete in one RUN, or copy from another stage.</source>
        <translation>레이어는 아래에 있는 것을 숨길 뿐입니다. 파일은 이미지에 그대로 남아 용량을 차지하고 누구나 읽을 수 있습니다. RUN 하나에서 다운로드, 사용, 삭제까지 마치거나 다른 스테이지에서 복사하세요.</translation>
    </message>
    <message>
        <source>Mode and owner of copied files should be set by COPY.</source>
        <translation>복사하는 파일의 모드와 소유자는 COPY에서 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>A chmod or chown in a later RUN writes the files into another layer, so their bytes are in the image twice. --chmod and --chown do it while they are copied.</source>
        <translation>뒤의 RUN에서 chmod나 chown을 실행하면 파일이 다른 레이어에 다시 기록되어 이미지에서 용량을 두 배로 차지합니다. --chmod와 --chown은 복사하면서 지정합니다.</translation>
    </message>
    <message>
        <source>ADD should unpack an archive of the context.</source>
        <translation>컨텍스트의 아카이브는 ADD로 푸는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>With COPY and tar the archive is in one layer and its content in the next. ADD keeps the content alone.</source>
        <translation>COPY와 tar를 쓰면 한 레이어에는 아카이브가, 다음 레이어에는 그 내용이 남습니다. ADD를 쓰면 내용만 남습니다.</translation>
    </message>
    <message>
        <source>Packages of apt should have a version.</source>
        <translation>apt 패키지에는 버전을 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>A version says what was tested. Without one a build of today has other packages than that of yesterday, although the Dockerfile is the same. The price: Debian deletes old versions, so such a line has to be kept up.</source>
        <translation>버전은 무엇으로 테스트했는지를 알려 줍니다. 버전이 없으면 Dockerfile이 같아도 어제와 오늘 빌드한 패키지가 달라집니다. 다만 데비안은 오래된 버전을 삭제하므로 이런 줄은 계속 관리해야 합니다.</translation>
    </message>
    <message>
        <source>Packages of apk should have a version.</source>
        <translation>apk 패키지에는 버전을 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>A version says what was tested. Without one a build of today has other packages than that of yesterday, although the Dockerfile is the same.</source>
        <translation>버전은 무엇으로 테스트했는지를 알려 줍니다. 버전이 없으면 Dockerfile이 같아도 어제와 오늘 빌드한 패키지가 달라집니다.</translation>
    </message>
    <message>
        <source>Packages of dnf, yum and zypper should have a version.</source>
        <translation>dnf, yum, zypper 패키지에는 버전을 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Packages of pip should have a version.</source>
        <translation>pip 패키지에는 버전을 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>A version says what was tested. Without one a build of today has other packages than that of yesterday, although the Dockerfile is the same. pip itself as well: --upgrade pip is whatever was published last.</source>
        <translation>버전은 무엇으로 테스트했는지를 알려 줍니다. 버전이 없으면 Dockerfile이 같아도 어제와 오늘 빌드한 패키지가 달라집니다. pip 자체도 마찬가지입니다. --upgrade pip은 그때그때 가장 최근에 배포된 버전을 설치합니다.</translation>
    </message>
    <message>
        <source>Packages of npm and yarn should have a version.</source>
        <translation>npm과 yarn 패키지에는 버전을 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Gems should have a version.</source>
        <translation>gem에는 버전을 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>An image should not upgrade all of its system.</source>
        <translation>이미지에서 시스템 전체를 업그레이드하지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>The same Dockerfile then makes another image every day, and each upgraded file is there twice: in the base and in this layer. A newer base image has the same upgrades once.</source>
        <translation>그러면 같은 Dockerfile로도 날마다 다른 이미지가 만들어지고, 업그레이드한 파일은 기반 이미지와 이 레이어에 이중으로 들어갑니다. 더 새로운 기반 이미지를 쓰면 같은 업그레이드가 한 번만 들어갑니다.</translation>
    </message>
    <message>
        <source>Package managers should be told -y.</source>
        <translation>패키지 관리자에는 -y를 지정해야 합니다.</translation>
    </message>
    <message>
        <source>They ask before they go on. There is nobody to answer while an image is built, so the build fails.</source>
        <translation>패키지 관리자는 계속하기 전에 확인을 요청합니다. 이미지를 빌드하는 동안에는 답할 사람이 없으므로 빌드가 실패합니다.</translation>
    </message>
    <message>
        <source>A Dockerfile should use apt-get, not apt.</source>
        <translation>Dockerfile에서는 apt 대신 apt-get을 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>apt warns that its command line is not for scripts and may change from one release to the next. apt-get stays as it is.</source>
        <translation>apt는 명령줄이 스크립트용이 아니며 릴리스마다 바뀔 수 있다고 경고합니다. apt-get은 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>apt-get install should have --no-install-recommends.</source>
        <translation>apt-get install에는 --no-install-recommends를 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Without it apt also installs what a package merely recommends: manuals, editors, whole daemons. Often that is more than half of the layer.</source>
        <translation>이 옵션이 없으면 apt는 패키지가 권장하기만 하는 설명서, 편집기, 데몬까지 설치합니다. 이것이 레이어의 절반을 넘는 경우도 많습니다.</translation>
    </message>
    <message>
        <source>apt-get install should come behind apt-get update in the same RUN.</source>
        <translation>apt-get install은 같은 RUN에서 apt-get update 뒤에 두어야 합니다.</translation>
    </message>
    <message>
        <source>Package lists of an older layer are as old as the cache: the versions in them may be gone from the mirror, and then the build fails.</source>
        <translation>이전 레이어의 패키지 목록은 캐시만큼 오래된 것입니다. 목록에 있는 버전이 미러에서 사라졌을 수 있으며, 그러면 빌드가 실패합니다.</translation>
    </message>
    <message>
        <source>apt-get update should not be alone in a RUN.</source>
        <translation>RUN에서 apt-get update만 단독으로 실행하지 않아야 합니다.</translation>
    </message>
    <message>
        <source>The layer stays in the cache while the packages on the mirror change, so a later install looks for versions that are gone. And the lists stay in the image.</source>
        <translation>미러의 패키지가 바뀌어도 레이어는 캐시에 남으므로, 나중에 설치할 때 이미 사라진 버전을 찾게 됩니다. 패키지 목록도 이미지에 남습니다.</translation>
    </message>
    <message>
        <source>The package lists of apt should be deleted in the RUN that fetched them.</source>
        <translation>apt 패키지 목록은 가져온 RUN에서 삭제하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>They are tens of megabytes and of no use in the image. A later RUN can hide them only: the layer keeps them.</source>
        <translation>목록은 수십 메가바이트나 되지만 이미지에서는 쓸모가 없습니다. 뒤의 RUN에서는 숨길 수만 있고 레이어에는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>apt-key should not be used.</source>
        <translation>apt-key는 사용하지 않아야 합니다.</translation>
    </message>
    <message>
        <source>A key that it adds is trusted for all repositories, also for those of the distribution. It is deprecated, and gone in newer releases. A file in /etc/apt/keyrings with signed-by is for one repository.</source>
        <translation>apt-key로 추가한 키는 배포판의 저장소를 포함한 모든 저장소에서 신뢰됩니다. 더 이상 권장되지 않으며 최근 릴리스에서는 제거되었습니다. /etc/apt/keyrings의 파일과 signed-by를 쓰면 저장소 하나에만 적용됩니다.</translation>
    </message>
    <message>
        <source>apk add should have --no-cache.</source>
        <translation>apk add에는 --no-cache를 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Otherwise its index stays in the layer. With --no-cache it fetches a new one and keeps nothing.</source>
        <translation>그러지 않으면 인덱스가 레이어에 남습니다. --no-cache를 쓰면 인덱스를 새로 가져오고 아무것도 남기지 않습니다.</translation>
    </message>
    <message>
        <source>dnf, yum and zypper should clean up in the RUN that installs.</source>
        <translation>dnf, yum, zypper는 설치하는 RUN에서 정리까지 하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Metadata and downloaded packages stay in the layer, often hundreds of megabytes.</source>
        <translation>메타데이터와 다운로드한 패키지가 레이어에 남으며, 수백 메가바이트에 이르는 경우가 많습니다.</translation>
    </message>
    <message>
        <source>pip install should have --no-cache-dir.</source>
        <translation>pip install에는 --no-cache-dir을 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>pip keeps what it downloads for the next time, and in an image there is none. A cache mount is as good: RUN --mount=type=cache,target=/root/.cache/pip.</source>
        <translation>pip은 다음번을 위해 다운로드한 파일을 보관하지만, 이미지에서는 다시 쓸 일이 없습니다. 캐시 마운트를 써도 됩니다: RUN --mount=type=cache,target=/root/.cache/pip.</translation>
    </message>
    <message>
        <source>npm and yarn should leave no cache in the layer.</source>
        <translation>npm과 yarn은 레이어에 캐시를 남기지 않는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>They keep what they download for the next time, and in an image there is none. A cache mount is better still: RUN --mount=type=cache,target=/root/.npm.</source>
        <translation>다음번을 위해 다운로드한 파일을 보관하지만, 이미지에서는 다시 쓸 일이 없습니다. 캐시 마운트를 쓰면 더 좋습니다: RUN --mount=type=cache,target=/root/.npm.</translation>
    </message>
    <message>
        <source>gem install should have --no-document.</source>
        <translation>gem install에는 --no-document를 지정하는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>Nobody reads the documentation of gems in an image, and making it takes longer than installing.</source>
        <translation>이미지 안에서 gem 문서를 읽는 사람은 없으며, 문서를 만드는 데 설치보다 오래 걸립니다.</translation>
    </message>
</context>
<context>
    <name>CheckText</name>
    <message>
        <source>Default value for ARG %1 results in empty or invalid base image name</source>
        <translation>ARG의 기본값으로는 %1이(가) 빈 이름이나 잘못된 베이스 이미지 이름이 됩니다</translation>
    </message>
    <message>
        <source>base name (%1) should not be blank</source>
        <translation>베이스 이미지 이름(%1)이 비어 있으면 안 됩니다</translation>
    </message>
    <message>
        <source>FROM argument &apos;%1&apos; is not declared</source>
        <translation>FROM이 쓰는 인수 &apos;%1&apos;이(가) 선언되지 않았습니다</translation>
    </message>
    <message>
        <source> (did you mean %1?)</source>
        <translation> (%1을(를) 말씀하셨나요?)</translation>
    </message>
    <message>
        <source>Setting platform to predefined %1 in FROM is redundant as this is the default behavior</source>
        <translation>FROM의 플랫폼을 %1(으)로 정하는 것은 기본 동작과 같으므로 필요 없습니다</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 제거</translation>
    </message>
    <message>
        <source>empty platform value from expression %1</source>
        <translation>%1의 플랫폼 값이 비어 있습니다</translation>
    </message>
    <message>
        <source>failed to parse platform %1</source>
        <translation>플랫폼 %1을(를) 이해할 수 없습니다</translation>
    </message>
    <message>
        <source>FROM --platform flag should not use constant value &quot;%1&quot;</source>
        <translation>FROM --platform에 고정된 값 &quot;%1&quot;을(를) 쓰지 마세요</translation>
    </message>
    <message>
        <source>Base image %1 was pulled with platform &quot;%2&quot;, expected &quot;%3&quot; for current build</source>
        <translation>베이스 이미지 %1의 플랫폼은 &quot;%2&quot;인데 이 빌드에는 &quot;%3&quot;이(가) 필요합니다</translation>
    </message>
    <message>
        <source>A key of apt-key is good for every repository, and apt-key is on its way out</source>
        <translation>apt-key의 키는 모든 저장소에 통하고, apt-key 자체가 사라질 예정입니다</translation>
    </message>
    <message>
        <source>RUN needs no sudo: USER says who runs it</source>
        <translation>RUN에는 sudo가 필요 없습니다. 누가 실행할지는 USER가 정합니다</translation>
    </message>
    <message>
        <source>Remove sudo</source>
        <translation>sudo 지우기</translation>
    </message>
    <message>
        <source>This cd has no effect: the next instruction begins in WORKDIR again</source>
        <translation>이 cd는 효과가 없습니다. 다음 명령은 다시 WORKDIR에서 시작합니다</translation>
    </message>
    <message>
        <source>WORKDIR tells where commands run, also those of later instructions</source>
        <translation>명령이 실행될 곳은 WORKDIR가 정하고, 뒤에 오는 명령에도 통합니다</translation>
    </message>
    <message>
        <source>Without -f curl takes the server&apos;s error page for the file</source>
        <translation>-f가 없으면 curl은 서버의 오류 페이지를 파일로 받아들입니다</translation>
    </message>
    <message>
        <source>wget draws its progress into the log, a line for every 50 kB</source>
        <translation>wget이 진행 상황을 50 kB마다 한 줄씩 로그에 씁니다</translation>
    </message>
    <message>
        <source>Mode %1 lets every user of the container change this</source>
        <translation>모드 %1이면 컨테이너의 모든 사용자가 이것을 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>useradd makes /var/log/lastlog as long as the user ID %1 is large</source>
        <translation>useradd가 사용자 ID %1만큼 긴 /var/log/lastlog를 만듭니다</translation>
    </message>
    <message>
        <source>SHELL chooses another shell for RUN; /bin/sh stays what the distribution expects</source>
        <translation>RUN의 셸은 SHELL로 고릅니다. /bin/sh는 배포판이 기대하는 그대로 두세요</translation>
    </message>
    <message>
        <source>%1 has nothing to do while an image is built: there is no terminal, no service and no other process</source>
        <translation>이미지를 빌드하는 동안 %1은(는) 할 일이 없습니다. 터미널도 서비스도 다른 프로세스도 없습니다</translation>
    </message>
    <message>
        <source>%1 is told not to check what it gets, or from whom</source>
        <translation>%1이(가) 무엇을 누구에게서 받는지 확인하지 않게 되어 있습니다</translation>
    </message>
    <message>
        <source>A script from the network is run without having been checked</source>
        <translation>네트워크에서 받은 스크립트를 확인 없이 실행합니다</translation>
    </message>
    <message>
        <source>When %1 fails RUN goes on: only the last command of a pipe counts</source>
        <translation>%1이(가) 실패해도 RUN은 계속됩니다. 파이프에서는 마지막 명령만 따집니다</translation>
    </message>
    <message>
        <source>Add set -o pipefail</source>
        <translation>set -o pipefail 추가</translation>
    </message>
    <message>
        <source>%1 commands in a chain: as a heredoc with set -e each has a line of its own</source>
        <translation>명령 %1개가 이어져 있습니다. set -e와 heredoc을 쓰면 저마다 한 줄이 됩니다</translation>
    </message>
    <message>
        <source>%1 is there already: this stage needs no %2</source>
        <translation>%1이(가) 이미 있으므로 이 스테이지에 %2은(는) 필요 없습니다</translation>
    </message>
    <message>
        <source>Usage of undefined variable &apos;$%1&apos;</source>
        <translation>정의되지 않은 변수 &apos;$%1&apos;을(를) 씁니다</translation>
    </message>
    <message>
        <source> (did you mean $%1?)</source>
        <translation> ($%1을(를) 말씀하셨나요?)</translation>
    </message>
    <message>
        <source>, unless the base image sets it</source>
        <translation> (베이스 이미지가 정하지 않는다면)</translation>
    </message>
    <message>
        <source>&quot;%1 key=value&quot; should be used instead of legacy &quot;%1 key value&quot; format</source>
        <translation>옛 형식 &quot;%1 key value&quot; 대신 &quot;%1 key=value&quot;를 쓰세요</translation>
    </message>
    <message>
        <source>Do not use ARG or ENV instructions for sensitive data (%1 &quot;%2&quot;)</source>
        <translation>민감한 데이터를 ARG나 ENV에 넣지 마세요(%1 &quot;%2&quot;)</translation>
    </message>
    <message>
        <source>source can&apos;t be a git ref for COPY</source>
        <translation>COPY의 원본으로 Git 참조를 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>source can&apos;t be a URL for COPY</source>
        <translation>COPY의 원본으로 URL을 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Attempting to %1 file &quot;%2&quot; that is excluded by .dockerignore</source>
        <translation>.dockerignore가 제외한 파일 &quot;%2&quot;을(를) %1 하려고 합니다</translation>
    </message>
    <message>
        <source>Relative workdir %1 can have unexpected results if the base image changes</source>
        <translation>WORKDIR의 상대 경로 %1은(는) 베이스 이미지가 바뀌면 뜻밖의 곳을 가리킬 수 있습니다</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 사용</translation>
    </message>
    <message>
        <source>Defined protocol &apos;%1&apos; in EXPOSE instruction should be lowercase</source>
        <translation>EXPOSE의 프로토콜 &apos;%1&apos;은(는) 소문자로 써야 합니다</translation>
    </message>
    <message>
        <source>EXPOSE instruction should not define an IP address or host-port mapping, found &apos;%1&apos;</source>
        <translation>EXPOSE에는 IP 주소나 호스트 포트 매핑을 쓰지 않습니다. &apos;%1&apos;이(가) 있습니다</translation>
    </message>
    <message>
        <source>Multiple %1 instructions should not be used in the same stage because only the last one will be used</source>
        <translation>한 스테이지에 %1이(가) 여럿 있으면 마지막 것만 쓰입니다</translation>
    </message>
    <message>
        <source>JSON arguments recommended for %1 to prevent unintended behavior related to OS signals</source>
        <translation>운영 체제 시그널이 제대로 전달되도록 %1에는 JSON 형식을 권합니다</translation>
    </message>
    <message>
        <source>%1 has no tag: that is latest, another image every time</source>
        <translation>%1에 태그가 없습니다. latest를 뜻하며, 그때그때 다른 이미지입니다</translation>
    </message>
    <message>
        <source>latest is another image every time</source>
        <translation>latest는 그때그때 다른 이미지입니다</translation>
    </message>
    <message>
        <source>The last stage needs nothing of this one</source>
        <translation>마지막 스테이지는 이 스테이지를 쓰지 않습니다</translation>
    </message>
    <message>
        <source>The last stage needs nothing of %1</source>
        <translation>마지막 스테이지는 %1을(를) 쓰지 않습니다</translation>
    </message>
    <message>
        <source>Only a shell knows ~: this makes a folder of that name</source>
        <translation>~은 셸만 압니다. 여기서는 그 이름의 폴더가 만들어집니다</translation>
    </message>
    <message>
        <source>With several sources the destination is a directory, which a slash at its end tells</source>
        <translation>원본이 여럿이면 대상은 디렉터리입니다. 끝에 슬래시를 붙여 나타내세요</translation>
    </message>
    <message>
        <source>Add /</source>
        <translation>/ 붙이기</translation>
    </message>
    <message>
        <source>No WORKDIR says what %1 is relative to: the base image does</source>
        <translation>%1의 기준이 되는 WORKDIR가 없습니다. 베이스 이미지가 정합니다</translation>
    </message>
    <message>
        <source>variables are not expanded in --from</source>
        <translation>--from에서는 변수가 치환되지 않습니다</translation>
    </message>
    <message>
        <source>invalid stage index %1</source>
        <translation>스테이지 번호 %1이(가) 잘못되었습니다</translation>
    </message>
    <message>
        <source>%1 is this stage itself</source>
        <translation>%1은(는) 이 스테이지 자신입니다</translation>
    </message>
    <message>
        <source>cannot copy from stage &quot;%1&quot;, it needs to be defined before the current one</source>
        <translation>스테이지 &quot;%1&quot;에서 복사할 수 없습니다. 지금 스테이지보다 앞에 있어야 합니다</translation>
    </message>
    <message>
        <source>No stage is called %1: an image of that name is taken, whatever its latest is</source>
        <translation>%1(이)라는 스테이지가 없습니다. 그 이름의 이미지에서 그때의 latest를 씁니다</translation>
    </message>
    <message>
        <source>No stage is called %1 (did you mean %2?)</source>
        <translation>%1(이)라는 스테이지가 없습니다(%2을(를) 말씀하셨나요?)</translation>
    </message>
    <message>
        <source>Nothing tells whether this is the file that was meant: --checksum does</source>
        <translation>뜻한 그 파일인지 확인할 것이 없습니다. --checksum을 쓰면 확인됩니다</translation>
    </message>
    <message>
        <source>COPY does the same and unpacks or downloads nothing by surprise</source>
        <translation>COPY도 같은 일을 하며, 뜻밖에 풀거나 내려받지 않습니다</translation>
    </message>
    <message>
        <source>DEBIAN_FRONTEND stays set in every container: ARG is for the build alone</source>
        <translation>DEBIAN_FRONTEND가 모든 컨테이너에 남습니다. ARG는 빌드에만 쓰입니다</translation>
    </message>
    <message>
        <source>Begin another ENV</source>
        <translation>ENV를 새로 시작하기</translation>
    </message>
    <message>
        <source>$%1 is what it was before this ENV</source>
        <translation>여기의 $%1은(는) 이 ENV 이전의 값입니다</translation>
    </message>
    <message>
        <source>The last USER is root, so containers run as root</source>
        <translation>마지막 USER가 root이므로 컨테이너가 root로 실행됩니다</translation>
    </message>
    <message>
        <source>No USER is set: unless the base image sets one, this runs as root</source>
        <translation>USER가 없습니다. 베이스 이미지가 정하지 않았다면 root로 실행됩니다</translation>
    </message>
    <message>
        <source>The last line has no end</source>
        <translation>마지막 줄에 줄바꿈이 없습니다</translation>
    </message>
    <message>
        <source>Add a line end</source>
        <translation>줄바꿈 추가</translation>
    </message>
    <message>
        <source>Use %1=value</source>
        <translation>%1=값 형식 사용</translation>
    </message>
    <message>
        <source>Remove this %1</source>
        <translation>이 %1 지우기</translation>
    </message>
    <message>
        <source>Use the exec form</source>
        <translation>exec 형식 사용</translation>
    </message>
    <message>
        <source>Remove the empty lines</source>
        <translation>빈 줄 지우기</translation>
    </message>
    <message>
        <source>%1 stays in the image: line %2 put it into a layer below, and this only hides it</source>
        <translation>%1은(는) 이미지에 남습니다. %2번째 줄이 아래 레이어에 넣었고, 여기서는 가릴 뿐입니다</translation>
    </message>
    <message>
        <source>What line %1 copied is in this layer once more: %2 --%3 does it there</source>
        <translation>%1번째 줄이 복사한 것이 이 레이어에 한 번 더 들어갑니다. %2 --%3을(를) 쓰면 그 자리에서 됩니다</translation>
    </message>
    <message>
        <source>ADD unpacks %1 by itself; with COPY the archive stays in the image beside what line %2 unpacks</source>
        <translation>ADD는 %1을(를) 스스로 풉니다. COPY를 쓰면 %2번째 줄이 푸는 것 옆에 아카이브도 이미지에 남습니다</translation>
    </message>
    <message>
        <source>A change in any file runs %1 in line %2 again</source>
        <translation>파일 하나만 바뀌어도 %2번째 줄의 %1이(가) 다시 실행됩니다</translation>
    </message>
    <message>
        <source>Together with the RUN above this would be one layer</source>
        <translation>위의 RUN과 합치면 레이어가 하나가 됩니다</translation>
    </message>
    <message>
        <source>Join it to the RUN above</source>
        <translation>위의 RUN과 합치기</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 외 %2개</translation>
    </message>
    <message>
        <source>%1 %2 makes another image of the same Dockerfile every day; use a newer base image</source>
        <translation>%1 %2은(는) 같은 Dockerfile로 날마다 다른 이미지를 만듭니다. 더 새로운 베이스 이미지를 쓰세요</translation>
    </message>
    <message>
        <source>gem install also writes the documentation of the gems into the layer</source>
        <translation>gem install은 gem의 문서까지 레이어에 씁니다</translation>
    </message>
    <message>
        <source>No version is given for %1</source>
        <translation>%1의 버전이 정해져 있지 않습니다</translation>
    </message>
    <message>
        <source>%1 %2 asks whether to go on, and nobody is there to answer</source>
        <translation>%1 %2은(는) 계속할지 묻지만 대답할 사람이 없습니다</translation>
    </message>
    <message>
        <source>apt is for people at a terminal; scripts use apt-get</source>
        <translation>apt는 터미널 앞의 사람을 위한 것입니다. 스크립트에서는 apt-get을 씁니다</translation>
    </message>
    <message>
        <source>Packages that are only recommended are installed as well</source>
        <translation>권장될 뿐인 패키지도 함께 설치됩니다</translation>
    </message>
    <message>
        <source>%1 install without %1 update in the same RUN uses whatever lists an older layer has</source>
        <translation>같은 RUN에 %1 update가 없는 %1 install은 이전 레이어에 있던 목록을 그대로 씁니다</translation>
    </message>
    <message>
        <source>Use apt-get</source>
        <translation>apt-get 사용</translation>
    </message>
    <message>
        <source>The lists of %1 update stay in the cache while packages change</source>
        <translation>패키지는 바뀌는데 %1 update가 받은 목록은 캐시에 그대로 남습니다</translation>
    </message>
    <message>
        <source>The package lists, tens of megabytes, stay in the layer</source>
        <translation>수십 MB의 패키지 목록이 레이어에 남습니다</translation>
    </message>
    <message>
        <source>apk add leaves its index in the layer</source>
        <translation>apk add가 색인을 레이어에 남깁니다</translation>
    </message>
    <message>
        <source>pip keeps what it downloaded in the layer</source>
        <translation>pip이 내려받은 것을 레이어에 남깁니다</translation>
    </message>
    <message>
        <source>%1 keeps its metadata and packages in the layer</source>
        <translation>%1이(가) 메타데이터와 패키지를 레이어에 남깁니다</translation>
    </message>
    <message>
        <source>%1 keeps what it downloaded in the layer</source>
        <translation>%1이(가) 내려받은 것을 레이어에 남깁니다</translation>
    </message>
    <message>
        <source>invalid containerPort: %1</source>
        <translation>컨테이너 포트가 잘못되었습니다: %1</translation>
    </message>
    <message>
        <source>invalid hostPort: %1</source>
        <translation>호스트 포트가 잘못되었습니다: %1</translation>
    </message>
    <message>
        <source>invalid ranges specified for container and host Ports: %1 and %2</source>
        <translation>컨테이너 포트와 호스트 포트의 범위가 맞지 않습니다: %1, %2</translation>
    </message>
    <message>
        <source>invalid port: &quot;%1&quot;: no port specified</source>
        <translation>포트가 잘못되었습니다: &quot;%1&quot;: 포트 번호가 없습니다</translation>
    </message>
    <message>
        <source>invalid port: &quot;%1&quot;: invalid proto: %2</source>
        <translation>포트가 잘못되었습니다: &quot;%1&quot;: 알 수 없는 프로토콜 %2</translation>
    </message>
    <message>
        <source>failed to parse check options: </source>
        <translation>check 옵션을 이해할 수 없습니다: </translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 추가</translation>
    </message>
    <message>
        <source>This looks like %1; whoever has the image can read it in its history</source>
        <translation>%1처럼 보입니다. 이미지를 가진 사람은 누구나 기록에서 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>a secret</source>
        <translation>비밀</translation>
    </message>
    <message>
        <source>an npm token</source>
        <translation>npm 토큰</translation>
    </message>
    <message>
        <source>a password</source>
        <translation>암호</translation>
    </message>
    <message>
        <source>an authorization</source>
        <translation>인증 정보</translation>
    </message>
    <message>
        <source>This looks like %1; whoever has the image can read it</source>
        <translation>%1처럼 보입니다. 이미지를 가진 사람은 누구나 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>%1 mostly holds secrets, and stays in the image even if it is deleted later</source>
        <translation>%1에는 대개 비밀이 들어 있고, 나중에 지워도 이미지에 남습니다</translation>
    </message>
    <message>
        <source>a GitHub token</source>
        <translation>GitHub 토큰</translation>
    </message>
    <message>
        <source>a GitLab token</source>
        <translation>GitLab 토큰</translation>
    </message>
    <message>
        <source>an AWS access key</source>
        <translation>AWS 액세스 키</translation>
    </message>
    <message>
        <source>a Slack token</source>
        <translation>Slack 토큰</translation>
    </message>
    <message>
        <source>a Docker Hub token</source>
        <translation>Docker Hub 토큰</translation>
    </message>
    <message>
        <source>a private key</source>
        <translation>개인 키</translation>
    </message>
    <message>
        <source>a password in a URL</source>
        <translation>URL 속의 암호</translation>
    </message>
    <message>
        <source>Stage name &apos;%1&apos; should be lowercase</source>
        <translation>스테이지 이름 &apos;%1&apos;은(는) 소문자로 써야 합니다</translation>
    </message>
    <message>
        <source>&apos;%1&apos; and &apos;%2&apos; keywords&apos; casing do not match</source>
        <translation>&apos;%1&apos;과(와) &apos;%2&apos;의 대소문자가 서로 다릅니다</translation>
    </message>
    <message>
        <source>Comment for %1 should follow the format: `# %2 &lt;description&gt;`</source>
        <translation>%1의 주석은 `# %2 &lt;설명&gt;` 형식이어야 합니다</translation>
    </message>
    <message>
        <source>Separate the comment with an empty one</source>
        <translation>빈 주석으로 나누기</translation>
    </message>
    <message>
        <source>Use a label</source>
        <translation>레이블 사용</translation>
    </message>
    <message>
        <source>Maintainer instruction is deprecated in favor of using label</source>
        <translation>MAINTAINER는 더 이상 권장되지 않습니다. 레이블을 쓰세요</translation>
    </message>
    <message>
        <source>Stage name should not use the same name as reserved stage &quot;%1&quot;</source>
        <translation>예약된 스테이지 이름 &quot;%1&quot;은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Duplicate stage name &quot;%1&quot;, stage names should be unique</source>
        <translation>스테이지 이름 &quot;%1&quot;이(가) 겹칩니다. 이름은 저마다 달라야 합니다</translation>
    </message>
    <message>
        <source>Command &apos;%1&apos; should match the case of the command majority (%2)</source>
        <translation>명령 &apos;%1&apos;의 대소문자를 다른 명령들과 맞추세요(%2)</translation>
    </message>
    <message>
        <source>lowercase</source>
        <translation>소문자</translation>
    </message>
    <message>
        <source>uppercase</source>
        <translation>대문자</translation>
    </message>
</context>
<context>
    <name>Codec</name>
    <message>
        <source>The compressed data are damaged.</source>
        <translation>압축된 데이터가 손상되었습니다.</translation>
    </message>
    <message>
        <source>The compressed data end too early.</source>
        <translation>압축된 데이터가 중간에 끊겼습니다.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>A native desktop for Docker on Linux.</source>
        <translation>리눅스를 위한 Docker 데스크톱 프로그램.</translation>
    </message>
    <message>
        <source>Engine to show, such as unix:///var/run/docker.sock.</source>
        <translation>보여 줄 엔진(예: unix:///var/run/docker.sock).</translation>
    </message>
    <message>
        <source>One of %1.</source>
        <translation>다음 중 하나: %1.</translation>
    </message>
    <message>
        <source>Language of the window, such as en or ko.</source>
        <translation>창의 언어(예: en, ko).</translation>
    </message>
    <message>
        <source>Leave a picture of every page and dialog in this folder, and end.</source>
        <translation>모든 페이지와 대화 상자의 그림을 이 폴더에 남기고 끝냅니다.</translation>
    </message>
    <message>
        <source>Page to begin with: images, containers, builder or accounts.</source>
        <translation>처음에 열 페이지: images, containers, builder 또는 accounts.</translation>
    </message>
</context>
<context>
    <name>Compressor</name>
    <message>
        <source>Compressing failed.</source>
        <translation>압축하지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>ContainerActions</name>
    <message>
        <source>Start %1</source>
        <translation>%1 시작</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 중지</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 다시 시작</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 일시 정지</translation>
    </message>
    <message>
        <source>Unpause %1</source>
        <translation>%1 일시 정지 해제</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>%1 강제 종료</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1의 이름을 %2(으)로 변경</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 제거</translation>
    </message>
    <message>
        <source>Remove all stopped containers</source>
        <translation>중지된 컨테이너 모두 제거</translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation>이름이 필요합니다.</translation>
    </message>
    <message>
        <source>A name has at least two characters.</source>
        <translation>이름은 두 글자 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>A name has letters a–z, digits, underscores, dots and hyphens, and begins with a letter or a digit.</source>
        <translation>이름에는 영문자, 숫자, 밑줄, 점, 붙임표만 쓸 수 있고, 영문자나 숫자로 시작해야 합니다.</translation>
    </message>
</context>
<context>
    <name>ContainerDetailsPane</name>
    <message>
        <source>%1: the kernel ended it because it was out of memory</source>
        <translation>%1: 메모리가 부족하여 커널이 종료했습니다</translation>
    </message>
    <message>
        <source>137: killed (signal 9)</source>
        <translation>137: 강제 종료됨(신호 9)</translation>
    </message>
    <message>
        <source>143: terminated (signal 15)</source>
        <translation>143: 종료됨(신호 15)</translation>
    </message>
    <message>
        <source>%1: ended by signal %2</source>
        <translation>%1: 신호 %2(으)로 종료됨</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>종료 코드</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>Restart policy</source>
        <translation>다시 시작 정책</translation>
    </message>
    <message>
        <source>Restarted by the engine</source>
        <translation>엔진이 다시 시작한 횟수</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>프로세스</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Image ID</source>
        <translation>이미지 ID</translation>
    </message>
    <message>
        <source>Container ID</source>
        <translation>컨테이너 ID</translation>
    </message>
    <message>
        <source>Entrypoint</source>
        <translation>엔트리포인트</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Working directory</source>
        <translation>작업 디렉터리</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Mounts</source>
        <translation>마운트</translation>
    </message>
    <message>
        <source>(read only)</source>
        <translation>(읽기 전용)</translation>
    </message>
</context>
<context>
    <name>ContainerLog</name>
    <message>
        <source>The rest of the log is not shown, it cannot be kept in %1: %2</source>
        <translation>나머지 로그는 %1에 보관할 수 없어 표시되지 않습니다: %2</translation>
    </message>
</context>
<context>
    <name>ContainerPresentation</name>
    <message>
        <source> (healthy)</source>
        <translation> (정상)</translation>
    </message>
    <message>
        <source> (unhealthy)</source>
        <translation> (비정상)</translation>
    </message>
    <message>
        <source> (health: starting)</source>
        <translation> (상태 확인 시작 중)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Unhealthy</source>
        <translation>비정상</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>시작 중</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>다시 시작 중</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>제거 중</translation>
    </message>
    <message>
        <source>Exited</source>
        <translation>종료됨</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>%1째 실행 중</translation>
    </message>
    <message>
        <source>Up %1 (paused)</source>
        <translation>%1째 실행 중(일시 정지됨)</translation>
    </message>
    <message>
        <source>Created</source>
        <comment>state of a container</comment>
        <translation>만들어짐</translation>
    </message>
</context>
<context>
    <name>ContextDigests</name>
    <message>
        <source>Looking at the files was stopped.</source>
        <translation>파일 확인이 중지되었습니다.</translation>
    </message>
</context>
<context>
    <name>CopyText</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>파일 %n개, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing matches</source>
        <translation>일치하는 것 없음</translation>
    </message>
    <message>
        <source>is not in the context: the build would fail</source>
        <translation>컨텍스트에 없음: 빌드가 실패함</translation>
    </message>
    <message>
        <source>is kept out by the ignore file: %1</source>
        <translation>무시 파일에서 제외됨: %1</translation>
    </message>
    <message>
        <source>does not come from the context</source>
        <translation>컨텍스트에서 가져오지 않음</translation>
    </message>
    <message>
        <source>is no pattern that a builder understands</source>
        <translation>빌더가 이해할 수 없는 패턴임</translation>
    </message>
    <message>
        <source>together %1</source>
        <translation>합계 %1</translation>
    </message>
    <message>
        <source>%1; more is left out</source>
        <translation>%1, 제외된 것이 더 있음</translation>
    </message>
    <message>
        <source>%1; %2 left out</source>
        <translation>%1, 제외 %2개</translation>
    </message>
</context>
<context>
    <name>CredentialHelper</name>
    <message>
        <source>Docker&apos;s configuration names an impossible helper.</source>
        <translation>Docker 설정에 적힌 도우미 이름이 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>%1 is not installed, but docker is told to keep accounts with it.</source>
        <translation>Docker가 계정을 %1에 보관하도록 설정되어 있지만, 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>%1 cannot be run.</source>
        <translation>%1을(를) 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 crashed.</source>
        <translation>%1이(가) 비정상 종료되었습니다.</translation>
    </message>
    <message>
        <source>%1 was stopped.</source>
        <translation>%1을(를) 중지했습니다.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1이(가) 제때 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1이(가) 실패했습니다.</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1이(가) 실패했습니다: %2</translation>
    </message>
    <message>
        <source>%1 gave an answer that cannot be understood.</source>
        <translation>%1의 응답을 이해할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>DetailsSections</name>
    <message>
        <source>Environment</source>
        <translation>환경 변수</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>레이블</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>No container engine is installed</source>
        <translation>컨테이너 엔진이 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>Strata shows what a container engine on this computer does, and there is none yet. Install one, and this window fills by itself.</source>
        <translation>Strata는 이 컴퓨터의 컨테이너 엔진이 하는 일을 보여 주는데, 아직 엔진이 없습니다. 엔진을 설치하면 이 창이 저절로 채워집니다.</translation>
    </message>
    <message>
        <source>No engine at this address</source>
        <translation>이 주소에 엔진이 없습니다</translation>
    </message>
    <message>
        <source>%1 The engine may not be running, or DOCKER_HOST or the docker context may name the wrong socket.</source>
        <translation>%1 엔진이 실행 중이 아니거나, DOCKER_HOST 또는 docker 컨텍스트가 잘못된 소켓을 가리키고 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>The engine is not running</source>
        <translation>엔진이 실행 중이 아닙니다</translation>
    </message>
    <message>
        <source>%1 Start the engine, and this window fills by itself.</source>
        <translation>%1 엔진을 시작하면 이 창이 저절로 채워집니다.</translation>
    </message>
    <message>
        <source>You may not use this engine</source>
        <translation>이 엔진을 사용할 권한이 없습니다</translation>
    </message>
    <message>
        <source>The socket %1 belongs to the administrator. Podman has one for each user, which needs no rights:</source>
        <translation>소켓 %1은(는) 관리자의 것입니다. Podman에는 권한이 필요 없는 사용자별 소켓이 있습니다:</translation>
    </message>
    <message>
        <source>The socket %1 is open to the administrator and the group “docker”. Join the group and log in again. Mind that who may use this socket can do everything on this computer; an engine of your own (rootless Docker, Podman) can not.</source>
        <translation>소켓 %1은(는) 관리자와 “docker” 그룹만 쓸 수 있습니다. 이 그룹에 들어간 뒤 다시 로그인하세요. 이 소켓을 쓸 수 있는 사람은 이 컴퓨터에서 무엇이든 할 수 있다는 점에 주의하세요. 자신만의 엔진(rootless Docker, Podman)은 그렇지 않습니다.</translation>
    </message>
    <message>
        <source>The socket %1 is there, but no engine listens. Start it, and this window fills by itself.</source>
        <translation>소켓 %1은(는) 있지만 응답하는 엔진이 없습니다. 엔진을 시작하면 이 창이 저절로 채워집니다.</translation>
    </message>
    <message>
        <source>This is not a socket</source>
        <translation>소켓이 아닙니다</translation>
    </message>
    <message>
        <source>%1 The address of the engine names a file or a folder.</source>
        <translation>%1 엔진의 주소가 파일이나 폴더를 가리킵니다.</translation>
    </message>
    <message>
        <source>This is not a container engine</source>
        <translation>컨테이너 엔진이 아닙니다</translation>
    </message>
    <message>
        <source>%1 Another program listens at %2.</source>
        <translation>%1 %2에서 다른 프로그램이 응답합니다.</translation>
    </message>
    <message>
        <source>This engine is too old</source>
        <translation>엔진이 너무 오래되었습니다</translation>
    </message>
    <message>
        <source>Strata cannot go there yet</source>
        <translation>아직 연결할 수 없는 주소입니다</translation>
    </message>
    <message>
        <source>The engine does not answer</source>
        <translation>엔진이 응답하지 않습니다</translation>
    </message>
    <message>
        <source>%1 It may be busy, or stuck. Strata goes on trying.</source>
        <translation>%1 바쁘거나 멈춰 있을 수 있습니다. Strata가 계속 시도합니다.</translation>
    </message>
    <message>
        <source>The engine&apos;s address cannot be read</source>
        <translation>엔진의 주소를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>The connection to the engine failed</source>
        <translation>엔진에 연결하지 못했습니다</translation>
    </message>
    <message>
        <source>The engine reports a failure</source>
        <translation>엔진이 오류를 알렸습니다</translation>
    </message>
    <message>
        <source>%1 Strata goes on asking.</source>
        <translation>%1 Strata가 계속 다시 묻습니다.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer cannot be used</source>
        <translation>엔진의 응답을 쓸 수 없습니다</translation>
    </message>
</context>
<context>
    <name>Discovery</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1을(를) 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 is not valid JSON.</source>
        <translation>%1은(는) 올바른 JSON이 아닙니다.</translation>
    </message>
    <message>
        <source>The docker context “%1” does not exist.</source>
        <translation>docker 컨텍스트 “%1”이(가) 없습니다.</translation>
    </message>
</context>
<context>
    <name>DockerConfig</name>
    <message>
        <source>Docker&apos;s configuration has mistakes in it.</source>
        <translation>Docker 설정에 오류가 있습니다.</translation>
    </message>
    <message>
        <source>%1 has mistakes in it.</source>
        <translation>%1에 오류가 있습니다.</translation>
    </message>
    <message>
        <source>The variable DOCKER_AUTH_CONFIG has mistakes in it.</source>
        <translation>DOCKER_AUTH_CONFIG 변수에 오류가 있습니다.</translation>
    </message>
    <message>
        <source>Docker&apos;s configuration has no account at %1.</source>
        <translation>Docker 설정에 %1의 계정이 없습니다.</translation>
    </message>
    <message>
        <source>Docker&apos;s configuration has another account at %1 now.</source>
        <translation>Docker 설정에 이제 %1의 다른 계정이 있습니다.</translation>
    </message>
</context>
<context>
    <name>DockerfileCompletion</name>
    <message>
        <source>every rule</source>
        <translation>모든 규칙</translation>
    </message>
    <message>
        <source>rules that do not count</source>
        <translation>적용하지 않을 규칙</translation>
    </message>
    <message>
        <source>a finding ends the build</source>
        <translation>발견된 문제가 있으면 빌드 중단</translation>
    </message>
    <message>
        <source>rules that are new</source>
        <translation>새로운 규칙</translation>
    </message>
    <message>
        <source>the newest version 1</source>
        <translation>버전 1 가운데 최신</translation>
    </message>
    <message>
        <source>with what is not final</source>
        <translation>아직 확정되지 않은 기능 포함</translation>
    </message>
    <message>
        <source>rules of hadolint that do not count</source>
        <translation>적용하지 않을 hadolint 규칙</translation>
    </message>
    <message>
        <source>with another value when it is empty or not set</source>
        <translation>비어 있거나 설정되지 않았을 때 다른 값 사용</translation>
    </message>
    <message>
        <source>something else when it is set</source>
        <translation>설정되어 있을 때 다른 값 사용</translation>
    </message>
    <message>
        <source>the build ends when it is empty or not set</source>
        <translation>비어 있거나 설정되지 않았을 때 빌드 중단</translation>
    </message>
    <message>
        <source>without a pattern at its start</source>
        <translation>앞에서 패턴을 뺀 값</translation>
    </message>
    <message>
        <source>without a pattern at its end</source>
        <translation>뒤에서 패턴을 뺀 값</translation>
    </message>
    <message>
        <source>with a pattern replaced</source>
        <translation>패턴을 바꾼 값</translation>
    </message>
    <message>
        <source>no value yet</source>
        <translation>아직 값 없음</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>stage on %1</source>
        <translation>%1 기반 스테이지</translation>
    </message>
    <message>
        <source>nothing at all</source>
        <translation>아무것도 없음</translation>
    </message>
    <message>
        <source>a name for the stage</source>
        <translation>스테이지 이름</translation>
    </message>
    <message>
        <source>end; the default</source>
        <translation>종료, 기본값</translation>
    </message>
    <message>
        <source>as Ctrl+C</source>
        <translation>Ctrl+C와 같음</translation>
    </message>
    <message>
        <source>nginx: end when all is answered</source>
        <translation>nginx: 모두 응답한 뒤 종료</translation>
    </message>
    <message>
        <source>mostly: read the settings again</source>
        <translation>대개: 설정 다시 읽기</translation>
    </message>
    <message>
        <source>Apache: end when all is answered</source>
        <translation>Apache: 모두 응답한 뒤 종료</translation>
    </message>
    <message>
        <source>systemd: shut down</source>
        <translation>systemd: 시스템 종료</translation>
    </message>
    <message>
        <source>at once; nothing can be saved</source>
        <translation>즉시 종료, 아무것도 저장할 수 없음</translation>
    </message>
    <message>
        <source>the program itself, without a shell</source>
        <translation>셸 없이 프로그램을 직접 실행</translation>
    </message>
    <message>
        <source>the command that tells whether it works</source>
        <translation>동작 여부를 알려 주는 명령</translation>
    </message>
    <message>
        <source>no check, whatever the base image says</source>
        <translation>기반 이미지의 설정과 관계없이 검사 안 함</translation>
    </message>
</context>
<context>
    <name>DockerfileDescription</name>
    <message>
        <source>The ignore rules keep it from the builder.</source>
        <translation>무시 규칙에 따라 빌더로 전송되지 않습니다.</translation>
    </message>
    <message>
        <source>It is kept from the builder by %1.</source>
        <translation>%1 규칙에 따라 빌더로 전송되지 않습니다.</translation>
    </message>
    <message numerus="yes">
        <source>It takes %n file(s), %1.</source>
        <translation>
            <numerusform>파일 %n개를 가져옵니다(%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in the context matches it.</source>
        <translation>컨텍스트에 일치하는 것이 없습니다.</translation>
    </message>
    <message>
        <source>There is no such file in the context, so the build fails.</source>
        <translation>컨텍스트에 그런 파일이 없으므로 빌드가 실패합니다.</translation>
    </message>
    <message>
        <source>It is no valid pattern, so the build fails.</source>
        <translation>올바른 패턴이 아니므로 빌드가 실패합니다.</translation>
    </message>
    <message>
        <source>Files of the build context.</source>
        <translation>빌드 컨텍스트의 파일입니다.</translation>
    </message>
    <message>
        <source>Files of the stage %1.</source>
        <translation>스테이지 %1의 파일입니다.</translation>
    </message>
    <message>
        <source>Files of the image %1.</source>
        <translation>이미지 %1의 파일입니다.</translation>
    </message>
    <message>
        <source>A file that the builder downloads.</source>
        <translation>빌더가 다운로드하는 파일입니다.</translation>
    </message>
    <message>
        <source>A git repository that the builder fetches.</source>
        <translation>빌더가 가져오는 git 저장소입니다.</translation>
    </message>
    <message>
        <source>A file of %1, written in this Dockerfile.</source>
        <translation>이 Dockerfile 안에 적힌 %1 크기의 파일입니다.</translation>
    </message>
    <message>
        <source>Where the files come to in the image.</source>
        <translation>이미지에서 파일이 놓이는 위치입니다.</translation>
    </message>
    <message>
        <source>Instead of</source>
        <translation>이렇게 쓰는 대신</translation>
    </message>
    <message>
        <source>better</source>
        <translation>이것이 더 좋음</translation>
    </message>
    <message>
        <source>%1 in line %2</source>
        <translation>%2행의 %1</translation>
    </message>
    <message numerus="yes">
        <source>It adds %n layer(s).</source>
        <translation>
            <numerusform>레이어 %n개를 추가합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Registry: Docker Hub (docker.io)</source>
        <translation>레지스트리: Docker Hub (docker.io)</translation>
    </message>
    <message>
        <source>Registry: %1</source>
        <translation>레지스트리: %1</translation>
    </message>
    <message>
        <source>Repository: %1</source>
        <translation>저장소: %1</translation>
    </message>
    <message>
        <source>Digest: %1, always the same image</source>
        <translation>다이제스트: %1, 항상 같은 이미지</translation>
    </message>
    <message>
        <source>Tag: %1, which may be another image some day</source>
        <translation>태그: %1, 언젠가 다른 이미지가 될 수 있음</translation>
    </message>
    <message>
        <source>Tag: latest, because none is said</source>
        <translation>태그: latest, 지정된 태그가 없기 때문</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>크기: %1</translation>
    </message>
    <message>
        <source>Layers: %1</source>
        <translation>레이어: %1</translation>
    </message>
    <message>
        <source>Created: %1</source>
        <translation>만든 때: %1</translation>
    </message>
    <message>
        <source>Platform: %1</source>
        <translation>플랫폼: %1</translation>
    </message>
    <message>
        <source>Digest: %1</source>
        <translation>다이제스트: %1</translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation>사용자: %1</translation>
    </message>
    <message>
        <source>Working directory: %1</source>
        <translation>작업 디렉터리: %1</translation>
    </message>
    <message>
        <source>Ports: %1</source>
        <translation>포트: %1</translation>
    </message>
    <message>
        <source>Stage %1, line %2</source>
        <translation>스테이지 %1, %2행</translation>
    </message>
    <message>
        <source>It builds on the stage %1.</source>
        <translation>스테이지 %1 위에 빌드합니다.</translation>
    </message>
    <message>
        <source>It builds on the image %1.</source>
        <translation>이미지 %1 위에 빌드합니다.</translation>
    </message>
    <message>
        <source>The stage that is built does not need it, so it is skipped.</source>
        <translation>빌드하는 스테이지에 필요하지 않으므로 건너뜁니다.</translation>
    </message>
    <message>
        <source>Used by: %1</source>
        <translation>사용하는 곳: %1</translation>
    </message>
    <message>
        <source>Nothing: no files, no shell and no layer. The image holds only what this file puts into it, such as a program that needs no library.</source>
        <translation>아무것도 없습니다. 파일도 셸도 레이어도 없습니다. 라이브러리가 필요 없는 프로그램처럼, 이 파일이 넣는 것만 이미지에 들어갑니다.</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>이미지 %1</translation>
    </message>
    <message>
        <source>Built in: %1.</source>
        <translation>기본 제공: %1.</translation>
    </message>
    <message>
        <source>Its value is empty.</source>
        <translation>값이 비어 있습니다.</translation>
    </message>
    <message>
        <source>The builder sets it.</source>
        <translation>빌더가 설정합니다.</translation>
    </message>
    <message>
        <source>It comes from the base image.</source>
        <translation>기반 이미지에서 옵니다.</translation>
    </message>
    <message>
        <source>It is not set in this file: the shell or the base image may set it.</source>
        <translation>이 파일에서 설정하지 않습니다. 셸이나 기반 이미지가 설정할 수 있습니다.</translation>
    </message>
    <message>
        <source>It is not set here, so it is empty.</source>
        <translation>여기에서 설정하지 않으므로 비어 있습니다.</translation>
    </message>
    <message>
        <source>Set by %1 in line %2.</source>
        <translation>%2행의 %1에서 설정합니다.</translation>
    </message>
    <message>
        <source>It counts while the image is built, not in the container.</source>
        <translation>이미지를 빌드하는 동안에만 적용되고 컨테이너에는 적용되지 않습니다.</translation>
    </message>
    <message>
        <source>Containers of the image have it, too.</source>
        <translation>이 이미지의 컨테이너에도 적용됩니다.</translation>
    </message>
    <message>
        <source>It has no value unless --build-arg gives it one.</source>
        <translation>--build-arg로 지정하지 않으면 값이 없습니다.</translation>
    </message>
    <message>
        <source>--build-arg gives it this value instead of its default.</source>
        <translation>--build-arg가 기본값 대신 이 값을 지정합니다.</translation>
    </message>
    <message>
        <source>--build-arg does not change it, because ENV comes after ARG.</source>
        <translation>ENV가 ARG 뒤에 오므로 --build-arg로 바뀌지 않습니다.</translation>
    </message>
</context>
<context>
    <name>DockerfileReference</name>
    <message>
        <source>of which platform the image is</source>
        <translation>이미지의 플랫폼</translation>
    </message>
    <message>
        <source>Takes the image for this platform instead of the one that is built for. $BUILDPLATFORM is the builder&apos;s own: a stage on it that compiles for another platform needs no emulation.</source>
        <translation>빌드 대상 플랫폼 대신 이 플랫폼의 이미지를 가져옵니다. $BUILDPLATFORM은 빌더 자신의 플랫폼입니다. 이 플랫폼의 스테이지에서 다른 플랫폼용으로 컴파일하면 에뮬레이션이 필요 없습니다.</translation>
    </message>
    <message>
        <source>shows a folder or file to the command</source>
        <translation>명령에 폴더나 파일을 보여 줌</translation>
    </message>
    <message>
        <source>Shows the command something that is not in the image: files of the context or of a stage (bind), a cache that stays between builds, memory (tmpfs), a secret, an ssh agent. Nothing of it is in the layer.</source>
        <translation>이미지에 없는 것을 명령에 보여 줍니다. 컨텍스트나 스테이지의 파일(bind), 빌드 사이에 남는 캐시, 메모리(tmpfs), 시크릿, ssh 에이전트를 쓸 수 있습니다. 그 가운데 아무것도 레이어에 남지 않습니다.</translation>
    </message>
    <message>
        <source>which network the command sees</source>
        <translation>명령이 볼 수 있는 네트워크</translation>
    </message>
    <message>
        <source>default is that of the build, none is without one, host is the machine&apos;s own, for which the build needs a permission (--allow network.host).</source>
        <translation>default는 빌드의 네트워크, none은 네트워크 없음, host는 컴퓨터 자체의 네트워크입니다. host를 쓰려면 빌드에 권한이 필요합니다(--allow network.host).</translation>
    </message>
    <message>
        <source>what the command may do</source>
        <translation>명령에 허용되는 것</translation>
    </message>
    <message>
        <source>sandbox is the default. insecure runs the command with all rights, for which the build needs a permission (--allow security.insecure).</source>
        <translation>sandbox가 기본값입니다. insecure는 명령을 모든 권한으로 실행하며, 이를 위해 빌드에 권한이 필요합니다(--allow security.insecure).</translation>
    </message>
    <message>
        <source>gives the command a device</source>
        <translation>명령에 장치를 제공함</translation>
    </message>
    <message>
        <source>Lets the command use a device that the builder offers (CDI), such as a graphics card. The build needs a permission for it, and only newer builders know it.</source>
        <translation>그래픽 카드처럼 빌더가 제공하는 장치(CDI)를 명령이 쓸 수 있게 합니다. 빌드에 권한이 필요하며, 최신 빌더만 지원합니다.</translation>
    </message>
    <message>
        <source>copies from a stage or an image</source>
        <translation>스테이지나 이미지에서 복사</translation>
    </message>
    <message>
        <source>Copies files of a stage above (by name, or by number from 0), of any image, or of a context that docker build --build-context names, instead of the build context. There are no variables in it.</source>
        <translation>빌드 컨텍스트 대신 위에 있는 스테이지(이름 또는 0부터 시작하는 번호), 임의의 이미지, 또는 docker build --build-context로 이름을 정한 컨텍스트에서 파일을 복사합니다. 여기에는 변수를 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>whose the files are</source>
        <translation>파일의 소유자</translation>
    </message>
    <message>
        <source>Gives the copied files this user and group, by name or number; without it they are root&apos;s. A RUN chown afterwards would hold all of them a second time.</source>
        <translation>복사한 파일의 사용자와 그룹을 이름이나 번호로 지정합니다. 지정하지 않으면 root의 소유가 됩니다. 나중에 RUN chown을 쓰면 모든 파일이 한 번 더 저장됩니다.</translation>
    </message>
    <message>
        <source>the permissions of the files</source>
        <translation>파일의 권한</translation>
    </message>
    <message>
        <source>Gives the copied files these permissions, in octal; newer builders know u=rwX,go=rX as well. A RUN chmod afterwards would hold all of them a second time.</source>
        <translation>복사한 파일의 권한을 8진수로 지정합니다. 최신 빌더는 u=rwX,go=rX 형식도 지원합니다. 나중에 RUN chmod를 쓰면 모든 파일이 한 번 더 저장됩니다.</translation>
    </message>
    <message>
        <source>a layer of its own</source>
        <translation>독립된 레이어</translation>
    </message>
    <message>
        <source>Makes the layer without looking at what is below, so that it stays in the cache when a line above or the base image changes. Links in the path of the destination are not followed then.</source>
        <translation>아래에 무엇이 있는지 보지 않고 레이어를 만듭니다. 그래서 위의 줄이나 기반 이미지가 바뀌어도 캐시에 남습니다. 이때 목적지 경로에 있는 링크는 따라가지 않습니다.</translation>
    </message>
    <message>
        <source>leaves files out</source>
        <translation>파일을 제외함</translation>
    </message>
    <message>
        <source>Does not copy what matches the pattern, which is as in .dockerignore. It may be there several times. Newer builders know it, older ones with # syntax=docker/dockerfile:1.</source>
        <translation>패턴과 일치하는 것은 복사하지 않습니다. 패턴은 .dockerignore에서와 같으며 여러 번 쓸 수 있습니다. 최신 빌더가 지원하며, 이전 빌더에서는 # syntax=docker/dockerfile:1이 필요합니다.</translation>
    </message>
    <message>
        <source>keeps the folders of the sources</source>
        <translation>원본의 폴더 구조 유지</translation>
    </message>
    <message>
        <source>Copies each source with the folders in its path: a/b/c.txt comes to a/b/c.txt and not to c.txt. A /./ in the path says from where on. ** matches folders of any depth.</source>
        <translation>원본을 경로에 있는 폴더와 함께 복사합니다. a/b/c.txt는 c.txt가 아니라 a/b/c.txt로 복사됩니다. 경로에 /./를 쓰면 그 뒤부터 유지합니다. **는 깊이와 관계없이 폴더와 일치합니다.</translation>
    </message>
    <message>
        <source>keeps .git</source>
        <translation>.git 유지</translation>
    </message>
    <message>
        <source>Keeps the folder .git of a repository that is fetched, which is left out otherwise.</source>
        <translation>가져온 저장소의 .git 폴더를 유지합니다. 지정하지 않으면 제외됩니다.</translation>
    </message>
    <message>
        <source>what the download must be</source>
        <translation>다운로드한 파일이 맞는지 확인</translation>
    </message>
    <message>
        <source>Ends the build when the file that was downloaded has another checksum; of a git repository it is the commit. So nobody can put something else in its place.</source>
        <translation>다운로드한 파일의 체크섬이 다르면 빌드를 중단합니다. git 저장소에서는 커밋을 지정합니다. 그래서 아무도 다른 것으로 바꿔치기할 수 없습니다.</translation>
    </message>
    <message>
        <source>whether archives are unpacked</source>
        <translation>아카이브를 풀지 여부</translation>
    </message>
    <message>
        <source>Says whether a tar archive is unpacked: without it local ones are and downloads are not. Only newer builders know it.</source>
        <translation>tar 아카이브를 풀지 지정합니다. 지정하지 않으면 로컬 아카이브는 풀고 다운로드한 것은 풀지 않습니다. 최신 빌더만 지원합니다.</translation>
    </message>
    <message>
        <source>how often it is asked</source>
        <translation>검사 간격</translation>
    </message>
    <message>
        <source>The time between two checks, such as 30s or 1m30s. Without it 30 seconds.</source>
        <translation>두 검사 사이의 시간입니다(예: 30s 또는 1m30s). 지정하지 않으면 30초입니다.</translation>
    </message>
    <message>
        <source>how long it may take</source>
        <translation>허용되는 시간</translation>
    </message>
    <message>
        <source>A check that takes longer has failed. Without it 30 seconds.</source>
        <translation>이보다 오래 걸리는 검사는 실패로 봅니다. 지정하지 않으면 30초입니다.</translation>
    </message>
    <message>
        <source>time to start</source>
        <translation>시작할 시간</translation>
    </message>
    <message>
        <source>For so long after the start a check that fails is not counted. Without it 0 seconds.</source>
        <translation>시작한 뒤 이 시간 동안은 실패한 검사를 세지 않습니다. 지정하지 않으면 0초입니다.</translation>
    </message>
    <message>
        <source>how often it is asked while it starts</source>
        <translation>시작하는 동안의 검사 간격</translation>
    </message>
    <message>
        <source>The time between two checks during the start period. Without it 5 seconds. Docker knows it since 25.0.</source>
        <translation>시작 기간 동안 두 검사 사이의 시간입니다. 지정하지 않으면 5초입니다. Docker 25.0부터 지원합니다.</translation>
    </message>
    <message>
        <source>how many times it may fail</source>
        <translation>허용되는 실패 횟수</translation>
    </message>
    <message>
        <source>So many checks in a row must fail before the container is unhealthy. Without it 3.</source>
        <translation>검사가 이 횟수만큼 연속으로 실패해야 컨테이너가 비정상으로 표시됩니다. 지정하지 않으면 3입니다.</translation>
    </message>
    <message>
        <source>which version of the language</source>
        <translation>언어의 버전</translation>
    </message>
    <message>
        <source>Names the image that reads this file, so that an older builder understands newer instructions: docker/dockerfile:1 is the newest version 1. The image is fetched for it. It must be in the first lines, above all else.</source>
        <translation>이 파일을 읽는 이미지를 지정합니다. 그래서 이전 빌더도 새 명령어를 이해합니다. docker/dockerfile:1은 버전 1 가운데 최신입니다. 이를 위해 이미지를 가져옵니다. 다른 모든 것보다 앞서 맨 앞의 줄에 있어야 합니다.</translation>
    </message>
    <message>
        <source>the character that continues a line</source>
        <translation>줄을 이어 주는 문자</translation>
    </message>
    <message>
        <source>Sets the character at the end of a line that goes on, and in front of characters that shall mean nothing special: a backslash, or a backtick where backslashes are in paths of Windows. It must be in the first lines.</source>
        <translation>다음 줄로 이어지는 줄의 끝과, 특별한 의미를 없앨 문자 앞에 쓰는 문자를 정합니다. 백슬래시이거나, Windows 경로에 백슬래시가 있을 때는 백틱입니다. 맨 앞의 줄에 있어야 합니다.</translation>
    </message>
    <message>
        <source>which rules are checked</source>
        <translation>검사할 규칙</translation>
    </message>
    <message>
        <source>Says which rules docker build --check and Strata leave out (skip=), which new ones count (experimental=), and whether a finding ends the build (error=true). In the first lines it is for the file, above an instruction for that one.</source>
        <translation>docker build --check와 Strata가 제외할 규칙(skip=), 적용할 새 규칙(experimental=), 발견된 문제가 있을 때 빌드를 중단할지(error=true)를 지정합니다. 맨 앞의 줄에 쓰면 파일 전체에, 명령어 위에 있으면 그 명령어에 적용됩니다.</translation>
    </message>
    <message>
        <source>files of the context, a stage or an image</source>
        <translation>컨텍스트, 스테이지 또는 이미지의 파일</translation>
    </message>
    <message>
        <source>Shows files of the context, or with from= of a stage or an image, without copying them into the image. They can be read; with rw also changed, but the changes are dropped.</source>
        <translation>컨텍스트의 파일을, 또는 from=으로 지정한 스테이지나 이미지의 파일을 이미지에 복사하지 않고 보여 줍니다. 파일은 읽을 수 있고, rw를 쓰면 바꿀 수도 있지만 바꾼 내용은 버려집니다.</translation>
    </message>
    <message>
        <source>a folder that stays between builds</source>
        <translation>빌드 사이에 남는 폴더</translation>
    </message>
    <message>
        <source>A folder that the next build finds again, for the downloads of package managers and the results of compilers. It is not in the image, and it may be empty at any time.</source>
        <translation>다음 빌드에서 다시 쓸 수 있는 폴더로, 패키지 관리자가 다운로드한 파일이나 컴파일러의 결과를 보관합니다. 이미지에는 들어가지 않으며, 언제든지 비어 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>An empty folder in memory, gone when the command has ended.</source>
        <translation>메모리에 있는 빈 폴더로, 명령이 끝나면 사라집니다.</translation>
    </message>
    <message>
        <source>a secret, as a file or a variable</source>
        <translation>파일 또는 변수로 받는 시크릿</translation>
    </message>
    <message>
        <source>Shows the command a secret of docker build --secret as a file, by default /run/secrets/ and its id, or with env= as a variable. It is neither in the image nor in its history.</source>
        <translation>docker build --secret으로 지정한 시크릿을 명령에 파일로 보여 줍니다. 기본 위치는 /run/secrets/ 아래의 해당 id이며, env=를 쓰면 변수로 보여 줍니다. 이미지에도 기록에도 남지 않습니다.</translation>
    </message>
    <message>
        <source>the ssh agent</source>
        <translation>ssh 에이전트</translation>
    </message>
    <message>
        <source>Lets the command use the keys of the agent of docker build --ssh, for private repositories. The keys themselves stay where they are.</source>
        <translation>비공개 저장소를 위해 docker build --ssh로 지정한 에이전트의 키를 명령이 쓸 수 있게 합니다. 키 자체는 원래 있던 곳에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>bind, cache, tmpfs, secret or ssh; without it bind</source>
        <translation>bind, cache, tmpfs, secret 또는 ssh. 지정하지 않으면 bind</translation>
    </message>
    <message>
        <source>where the command sees it, relative to WORKDIR</source>
        <translation>명령에서 보이는 위치(WORKDIR 기준)</translation>
    </message>
    <message>
        <source>what is shown: a path in the context, or in from; of a secret its id</source>
        <translation>보여 줄 것: 컨텍스트 또는 from 안의 경로. 시크릿에서는 id</translation>
    </message>
    <message>
        <source>the stage, image or named context that the files are from</source>
        <translation>파일을 가져올 스테이지, 이미지 또는 이름이 있는 컨텍스트</translation>
    </message>
    <message>
        <source>its name: of a cache who shares it, of a secret which one of the build</source>
        <translation>이름: 캐시는 이름이 같은 것끼리 공유되고, 시크릿은 빌드에 지정된 것 가운데 어느 것인지를 가리킴</translation>
    </message>
    <message>
        <source>shared: several at once; private: another one for each; locked: one after the other</source>
        <translation>shared: 여럿이 동시에, private: 각각 따로, locked: 하나씩 차례로</translation>
    </message>
    <message>
        <source>cannot be written to</source>
        <translation>쓸 수 없음</translation>
    </message>
    <message>
        <source>can be written to; of bind the changes are dropped</source>
        <translation>쓸 수 있음. bind에서는 바꾼 내용이 버려짐</translation>
    </message>
    <message>
        <source>the build ends when it was not given to it</source>
        <translation>빌드에 지정되지 않았으면 빌드 중단</translation>
    </message>
    <message>
        <source>the variable that has the secret</source>
        <translation>시크릿이 들어갈 변수</translation>
    </message>
    <message>
        <source>how large it may become, such as 64m</source>
        <translation>최대 크기(예: 64m)</translation>
    </message>
    <message>
        <source>its permissions in octal</source>
        <translation>8진수로 쓴 권한</translation>
    </message>
    <message>
        <source>the number of the user it is of</source>
        <translation>소유한 사용자의 번호</translation>
    </message>
    <message>
        <source>the number of the group it is of</source>
        <translation>소유한 그룹의 번호</translation>
    </message>
    <message>
        <source>the platform that is built for</source>
        <translation>빌드 대상 플랫폼</translation>
    </message>
    <message>
        <source>the system that is built for</source>
        <translation>빌드 대상 운영 체제</translation>
    </message>
    <message>
        <source>the architecture that is built for</source>
        <translation>빌드 대상 아키텍처</translation>
    </message>
    <message>
        <source>the variant of the architecture that is built for</source>
        <translation>빌드 대상 아키텍처의 변형</translation>
    </message>
    <message>
        <source>the version of Windows that is built for</source>
        <translation>빌드 대상 Windows 버전</translation>
    </message>
    <message>
        <source>the stage that is built</source>
        <translation>빌드하는 스테이지</translation>
    </message>
    <message>
        <source>the platform of the builder</source>
        <translation>빌더의 플랫폼</translation>
    </message>
    <message>
        <source>the system of the builder</source>
        <translation>빌더의 운영 체제</translation>
    </message>
    <message>
        <source>the architecture of the builder</source>
        <translation>빌더의 아키텍처</translation>
    </message>
    <message>
        <source>the variant of the architecture of the builder</source>
        <translation>빌더 아키텍처의 변형</translation>
    </message>
    <message>
        <source>the version of Windows of the builder</source>
        <translation>빌더의 Windows 버전</translation>
    </message>
    <message>
        <source>the proxy of the build, for RUN, without an ARG</source>
        <translation>ARG 없이 RUN에서 쓸 수 있는 빌드의 프록시</translation>
    </message>
    <message>
        <source>begins a stage on an image</source>
        <translation>이미지 위에 스테이지를 시작함</translation>
    </message>
    <message>
        <source>Begins a new stage with the files and settings of an image, of a stage above, or of nothing (scratch). All that follows is done on top of it, up to the next FROM. The last stage is what is built; a stage with a name (AS) can give files to others, and stages that nobody needs are skipped. The layers of the image come along as they are.</source>
        <translation>이미지나 위에 있는 스테이지의 파일과 설정으로, 또는 아무것도 없는 상태(scratch)에서 새 스테이지를 시작합니다. 다음 FROM까지 뒤따르는 모든 것이 그 위에서 이루어집니다. 마지막 스테이지가 빌드됩니다. 이름이 있는 스테이지(AS)는 다른 스테이지에 파일을 줄 수 있으며, 아무도 필요로 하지 않는 스테이지는 건너뜁니다. 이미지의 레이어는 그대로 따라옵니다.</translation>
    </message>
    <message>
        <source>runs a command and keeps what it changed</source>
        <translation>명령을 실행하고 바뀐 내용을 보관함</translation>
    </message>
    <message>
        <source>Runs a command in the image while it is built. All files that it makes, changes or deletes become one layer, and a file that a later RUN deletes still takes its space in the layer below. The result is kept in the cache until this line or something above it changes.</source>
        <translation>이미지를 빌드하는 동안 이미지 안에서 명령을 실행합니다. 명령이 만들고 바꾸고 삭제한 모든 파일이 레이어 하나가 됩니다. 뒤의 RUN에서 파일을 삭제해도 아래 레이어에서는 여전히 공간을 차지합니다. 결과는 이 줄이나 위의 내용이 바뀔 때까지 캐시에 보관됩니다.</translation>
    </message>
    <message>
        <source>copies files into the image</source>
        <translation>이미지에 파일을 복사함</translation>
    </message>
    <message>
        <source>Copies files and folders of the build context into the image, or with --from those of a stage or of another image. It makes one layer with these files. Of a folder its content is copied; the destination is a folder when it ends with a slash, and relative to WORKDIR. The cache counts as long as the content of the files is the same.</source>
        <translation>빌드 컨텍스트의 파일과 폴더를 이미지에 복사합니다. --from을 쓰면 스테이지나 다른 이미지의 것을 복사합니다. 이 파일들로 레이어 하나를 만듭니다. 폴더는 그 내용이 복사됩니다. 목적지는 슬래시로 끝나면 폴더이며 WORKDIR을 기준으로 합니다. 파일의 내용이 같은 동안에는 캐시를 씁니다.</translation>
    </message>
    <message>
        <source>copies files, downloads, and unpacks archives</source>
        <translation>파일을 복사하고, 다운로드하고, 아카이브를 풂</translation>
    </message>
    <message>
        <source>Does what COPY does, and beyond that downloads from URLs, fetches git repositories, and unpacks local tar archives. It makes one layer. Where files are only copied, COPY says more clearly what is meant.</source>
        <translation>COPY가 하는 일에 더해 URL에서 다운로드하고, git 저장소를 가져오고, 로컬 tar 아카이브를 풉니다. 레이어 하나를 만듭니다. 파일을 복사하기만 할 때는 COPY가 뜻을 더 분명하게 나타냅니다.</translation>
    </message>
    <message>
        <source>sets the folder for what follows</source>
        <translation>뒤따르는 명령어의 폴더를 정함</translation>
    </message>
    <message>
        <source>Sets the folder in which later RUN, COPY, ADD, CMD and ENTRYPOINT work, and in which the container starts. The folder is made when it is not there, so it makes a small layer. A relative path goes on from the last WORKDIR.</source>
        <translation>뒤의 RUN, COPY, ADD, CMD, ENTRYPOINT가 동작하고 컨테이너가 시작하는 폴더를 정합니다. 폴더가 없으면 만들기 때문에 작은 레이어가 생깁니다. 상대 경로는 마지막 WORKDIR에서 이어집니다.</translation>
    </message>
    <message>
        <source>sets variables, here and in the container</source>
        <translation>여기와 컨테이너에서 쓸 변수를 설정함</translation>
    </message>
    <message>
        <source>Sets environment variables for the instructions below and for every container of the image. It makes no layer. The values can be read by everybody who has the image, so secrets do not belong there. What only the build needs is better an ARG.</source>
        <translation>아래의 명령어와 이미지의 모든 컨테이너를 위해 환경 변수를 설정합니다. 레이어를 만들지 않습니다. 이미지를 가진 사람은 누구나 값을 읽을 수 있으므로 시크릿을 여기에 적으면 안 됩니다. 빌드에만 필요한 것은 ARG로 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>declares an argument of the build</source>
        <translation>빌드 인수를 선언함</translation>
    </message>
    <message>
        <source>Declares a variable that docker build --build-arg can set, with a default value behind the =. It counts from here to the end of the stage and is not set in the container. In front of the first FROM it is for FROM lines; a stage has to declare it again to see it. It makes no layer, but its value is in the image&apos;s history.</source>
        <translation>docker build --build-arg로 설정할 수 있는 변수를 선언하며, = 뒤에 기본값을 씁니다. 여기부터 스테이지 끝까지 적용되고 컨테이너에서는 설정되지 않습니다. 첫 FROM 앞에 있으면 FROM 줄에 쓰이며, 스테이지에서 쓰려면 다시 선언해야 합니다. 레이어를 만들지 않지만 값은 이미지의 기록에 남습니다.</translation>
    </message>
    <message>
        <source>the program of the container</source>
        <translation>컨테이너의 프로그램</translation>
    </message>
    <message>
        <source>Says which program a container runs. What stands behind the image in docker run, or else CMD, becomes its arguments. In the JSON form the program is process 1 and gets the signals of docker stop; in the shell form a shell is in between. It makes no layer, and the last one counts.</source>
        <translation>컨테이너가 실행할 프로그램을 지정합니다. docker run에서 이미지 뒤에 쓴 것이, 없으면 CMD가 그 인수가 됩니다. JSON 형식에서는 프로그램이 1번 프로세스가 되어 docker stop의 시그널을 받고, 셸 형식에서는 그 사이에 셸이 있습니다. 레이어를 만들지 않으며, 마지막 것만 적용됩니다.</translation>
    </message>
    <message>
        <source>the default command of the container</source>
        <translation>컨테이너의 기본 명령</translation>
    </message>
    <message>
        <source>Says what a container runs when docker run names nothing else; with an ENTRYPOINT it is the default for its arguments. It does not run while the image is built and makes no layer. Only the last CMD counts.</source>
        <translation>docker run에서 다른 것을 지정하지 않았을 때 컨테이너가 실행할 것을 지정합니다. ENTRYPOINT가 있으면 그 인수의 기본값이 됩니다. 이미지를 빌드하는 동안에는 실행되지 않으며 레이어를 만들지 않습니다. 마지막 CMD만 적용됩니다.</translation>
    </message>
    <message>
        <source>tells on which ports the program listens</source>
        <translation>프로그램이 수신 대기하는 포트를 알림</translation>
    </message>
    <message>
        <source>Notes in the image on which ports the program listens, tcp unless udp or sctp is said. It opens nothing: docker run -p publishes a port, and -P publishes all that are noted here. It makes no layer.</source>
        <translation>프로그램이 수신 대기하는 포트를 이미지에 적어 둡니다. udp나 sctp를 지정하지 않으면 tcp입니다. 포트를 열지는 않습니다. docker run -p가 포트를 공개하고, -P는 여기에 적힌 포트를 모두 공개합니다. 레이어를 만들지 않습니다.</translation>
    </message>
    <message>
        <source>sets who runs what follows</source>
        <translation>뒤따르는 것을 실행할 사용자를 정함</translation>
    </message>
    <message>
        <source>Sets the user, and the group behind a colon, who runs later RUN, CMD and ENTRYPOINT and who the container is. Without it that is root. Files of COPY still belong to root unless --chown says otherwise. It makes no layer.</source>
        <translation>뒤의 RUN, CMD, ENTRYPOINT와 컨테이너를 실행할 사용자를 정하며, 콜론 뒤에 그룹을 쓸 수 있습니다. 지정하지 않으면 root입니다. --chown으로 달리 지정하지 않으면 COPY의 파일은 여전히 root의 소유입니다. 레이어를 만들지 않습니다.</translation>
    </message>
    <message>
        <source>describes the image</source>
        <translation>이미지를 설명함</translation>
    </message>
    <message>
        <source>Adds a key and a value that describe the image: where its source is, what licence it has. docker inspect shows them and docker images --filter finds by them. It makes no layer.</source>
        <translation>소스의 위치나 라이선스처럼 이미지를 설명하는 키와 값을 추가합니다. docker inspect가 보여 주고 docker images --filter로 찾을 수 있습니다. 레이어를 만들지 않습니다.</translation>
    </message>
    <message>
        <source>how Docker asks whether it works</source>
        <translation>Docker가 동작 여부를 확인하는 방법</translation>
    </message>
    <message>
        <source>Says with which command Docker looks from time to time whether the container still works: status 0 is healthy, 1 is not. NONE switches off the check of the base image. It makes no layer, and the last one counts.</source>
        <translation>컨테이너가 아직 동작하는지 Docker가 때때로 확인할 때 쓸 명령을 지정합니다. 상태 0은 정상, 1은 비정상입니다. NONE은 기반 이미지의 검사를 끕니다. 레이어를 만들지 않으며, 마지막 것만 적용됩니다.</translation>
    </message>
    <message>
        <source>keeps a folder outside of the container</source>
        <translation>폴더를 컨테이너 밖에 보관함</translation>
    </message>
    <message>
        <source>Says that a folder holds data which outlives the container: each container gets a volume there unless docker run gives it another one. Older builders drop what later instructions write into it. It makes no layer.</source>
        <translation>컨테이너보다 오래 남는 데이터가 폴더에 있음을 지정합니다. docker run에서 다른 볼륨을 지정하지 않으면 컨테이너마다 그곳에 볼륨이 생깁니다. 이전 빌더는 뒤의 명령어가 그곳에 쓴 내용을 버립니다. 레이어를 만들지 않습니다.</translation>
    </message>
    <message>
        <source>the shell of the shell form</source>
        <translation>셸 형식에서 쓸 셸</translation>
    </message>
    <message>
        <source>Says which shell runs the shell form of later RUN, CMD and ENTRYPOINT, as a JSON array. The default is /bin/sh -c. It makes no layer. With pipefail a RUN fails when any part of a pipe does.</source>
        <translation>뒤의 RUN, CMD, ENTRYPOINT의 셸 형식을 실행할 셸을 JSON 배열로 지정합니다. 기본값은 /bin/sh -c입니다. 레이어를 만들지 않습니다. pipefail을 쓰면 파이프의 어느 부분이든 실패할 때 RUN이 실패합니다.</translation>
    </message>
    <message>
        <source>the signal of docker stop</source>
        <translation>docker stop의 시그널</translation>
    </message>
    <message>
        <source>Sets the signal that docker stop sends to process 1 of the container, by name or number; without it that is SIGTERM. Ten seconds later the container is killed. It makes no layer.</source>
        <translation>docker stop이 컨테이너의 1번 프로세스에 보낼 시그널을 이름이나 번호로 정합니다. 지정하지 않으면 SIGTERM입니다. 10초 뒤에 컨테이너가 강제로 종료됩니다. 레이어를 만들지 않습니다.</translation>
    </message>
    <message>
        <source>keeps an instruction for whoever builds on it</source>
        <translation>이 이미지 위에 빌드할 때 실행할 명령어를 보관함</translation>
    </message>
    <message>
        <source>Notes an instruction in the image that is done when another Dockerfile builds on it, right behind its FROM. Nothing happens here and no layer is made. It is meant for images of languages and frameworks.</source>
        <translation>다른 Dockerfile이 이 이미지 위에 빌드할 때 FROM 바로 뒤에서 실행될 명령어를 이미지에 적어 둡니다. 여기에서는 아무 일도 일어나지 않고 레이어도 만들지 않습니다. 언어나 프레임워크의 이미지를 위한 것입니다.</translation>
    </message>
    <message>
        <source>who made the image (use LABEL)</source>
        <translation>이미지를 만든 사람(LABEL을 쓰세요)</translation>
    </message>
    <message>
        <source>Names the author of the image. It is deprecated: a LABEL does the same and can be searched for. It makes no layer.</source>
        <translation>이미지를 만든 사람을 지정합니다. 더 이상 권장되지 않습니다. LABEL로 같은 일을 할 수 있고 검색도 할 수 있습니다. 레이어를 만들지 않습니다.</translation>
    </message>
</context>
<context>
    <name>DockerfileTemplates</name>
    <message>
        <source>Go</source>
        <translation>Go</translation>
    </message>
    <message>
        <source>A program without libraries, compiled on the builder&apos;s own platform for the one that is asked for, in an image with nothing else.</source>
        <translation>라이브러리가 필요 없는 프로그램을 빌더 자신의 플랫폼에서 요청한 플랫폼용으로 컴파일하여, 다른 것이 없는 이미지에 넣습니다.</translation>
    </message>
    <message>
        <source>Node.js</source>
        <translation>Node.js</translation>
    </message>
    <message>
        <source>A server that is built with npm; the image has what it needs to run and nothing of what built it.</source>
        <translation>npm으로 빌드하는 서버입니다. 이미지에는 실행에 필요한 것만 있고 빌드에 쓴 것은 없습니다.</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>An application with its packages in a virtual environment, which is made in one stage and copied into the next.</source>
        <translation>가상 환경에 패키지를 넣은 애플리케이션입니다. 가상 환경은 한 스테이지에서 만들어 다음 스테이지로 복사합니다.</translation>
    </message>
    <message>
        <source>Java with Maven</source>
        <translation>Java와 Maven</translation>
    </message>
    <message>
        <source>A jar that Maven builds, in an image with the Java runtime alone.</source>
        <translation>Maven으로 빌드한 jar를 Java 런타임만 있는 이미지에 넣습니다.</translation>
    </message>
    <message>
        <source>Rust</source>
        <translation>Rust</translation>
    </message>
    <message>
        <source>A program that cargo builds, in a small Debian with the libraries of C.</source>
        <translation>cargo로 빌드한 프로그램을 C 라이브러리가 있는 작은 Debian에 넣습니다.</translation>
    </message>
    <message>
        <source>C++ with CMake</source>
        <translation>C++와 CMake</translation>
    </message>
    <message>
        <source>CMake and Ninja with a cache of the compiler; only what is installed comes into the image.</source>
        <translation>컴파일러의 캐시를 쓰는 CMake와 Ninja입니다. 설치한 것만 이미지에 들어갑니다.</translation>
    </message>
    <message>
        <source>.NET</source>
        <translation>.NET</translation>
    </message>
    <message>
        <source>An ASP.NET application, published by the SDK for the platform that is asked for; the image has the runtime.</source>
        <translation>SDK가 요청한 플랫폼용으로 게시한 ASP.NET 애플리케이션입니다. 이미지에는 런타임이 있습니다.</translation>
    </message>
    <message>
        <source>PHP</source>
        <translation>PHP</translation>
    </message>
    <message>
        <source>PHP-FPM for a web server in front of it, with the packages of Composer.</source>
        <translation>앞에 웹 서버를 두고 쓰는 PHP-FPM으로, Composer 패키지를 포함합니다.</translation>
    </message>
    <message>
        <source>Ruby</source>
        <translation>Ruby</translation>
    </message>
    <message>
        <source>An application with its gems: what compiles them stays in the first stage.</source>
        <translation>gem을 쓰는 애플리케이션입니다. gem을 컴파일하는 데 쓴 것은 첫 스테이지에 남습니다.</translation>
    </message>
    <message>
        <source>Web site with nginx</source>
        <translation>nginx 웹 사이트</translation>
    </message>
    <message>
        <source>Pages that Node.js builds and an nginx without root serves. Without a build, copy the pages and leave the first stage out.</source>
        <translation>Node.js로 빌드한 페이지를 root 없이 실행되는 nginx가 제공합니다. 빌드가 필요 없으면 페이지를 복사하고 첫 스테이지를 빼세요.</translation>
    </message>
    <message>
        <source>Tool from Debian packages</source>
        <translation>Debian 패키지의 도구</translation>
    </message>
    <message>
        <source>A command line tool of Debian that works on the folder it is started in: docker run --rm -v &quot;$PWD:/work&quot; IMAGE.</source>
        <translation>시작한 폴더에서 동작하는 Debian 명령줄 도구입니다: docker run --rm -v &quot;$PWD:/work&quot; IMAGE.</translation>
    </message>
    <message>
        <source>Smallest: BusyBox</source>
        <translation>가장 작음: BusyBox</translation>
    </message>
    <message>
        <source>A script in an image of a few megabytes, written here as a heredoc.</source>
        <translation>몇 메가바이트짜리 이미지에 든 스크립트로, 여기에 heredoc으로 적습니다.</translation>
    </message>
</context>
<context>
    <name>DockerfileText</name>
    <message>
        <source>Line %1: %2</source>
        <translation>%1행: %2</translation>
    </message>
    <message>
        <source>It is too large for a Dockerfile.</source>
        <translation>Dockerfile이라고 하기에는 너무 큽니다.</translation>
    </message>
    <message>
        <source>Dockerfiles</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
</context>
<context>
    <name>Endpoint</name>
    <message>
        <source>“%1” needs the full path of a socket.</source>
        <translation>“%1”에는 소켓의 전체 경로가 필요합니다.</translation>
    </message>
    <message>
        <source>“%1” is not the address of an engine. It begins with unix://, tcp:// or ssh://.</source>
        <translation>“%1”은(는) 엔진의 주소가 아닙니다. 주소는 unix://, tcp:// 또는 ssh://로 시작합니다.</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>every %1</source>
        <translation>%1마다</translation>
    </message>
    <message>
        <source>time limit %1</source>
        <translation>제한 시간 %1</translation>
    </message>
    <message>
        <source>%1 to start</source>
        <translation>시작 여유 %1</translation>
    </message>
    <message>
        <source>The engine gave an answer that cannot be understood.</source>
        <translation>엔진의 응답을 이해할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>FileSaving</name>
    <message>
        <source>Nothing was saved</source>
        <translation>저장하지 못했습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) saved, %1</source>
        <translation>
            <numerusform>파일 %n개 저장됨, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be saved safely and were left out:</source>
        <translation>
            <numerusform>%n개는 안전하게 저장할 수 없어 제외했습니다:</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved, but not all of it</source>
        <translation>저장했지만 일부는 제외되었습니다</translation>
    </message>
    <message>
        <source>Saving %1…</source>
        <translation>%1 저장 중…</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>파일 저장</translation>
    </message>
    <message>
        <source>Save the folder</source>
        <translation>폴더 저장</translation>
    </message>
</context>
<context>
    <name>FileUpload</name>
    <message>
        <source>%1 is a folder.</source>
        <translation>%1은(는) 폴더입니다.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1을(를) 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1이(가) 비어 있습니다.</translation>
    </message>
    <message>
        <source>%1 is no archive: neither a tar nor a compressed one.</source>
        <translation>%1은(는) 아카이브가 아닙니다. tar도 아니고 압축된 tar도 아닙니다.</translation>
    </message>
</context>
<context>
    <name>FrameDemultiplexer</name>
    <message>
        <source>The engine ended the stream.</source>
        <translation>엔진이 스트림을 끝냈습니다.</translation>
    </message>
    <message>
        <source>The engine sent a stream that cannot be read.</source>
        <translation>엔진이 보낸 스트림을 읽을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>GrpcServer</name>
    <message>
        <source>The engine&apos;s session cannot be understood.</source>
        <translation>엔진의 세션을 이해할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>HelperProtocol</name>
    <message>
        <source>What should be an account cannot be understood.</source>
        <translation>계정 정보여야 할 내용을 이해할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>Http</name>
    <message>
        <source>The engine did not answer in time.</source>
        <translation>엔진이 제때 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>The connection to the engine is closed.</source>
        <translation>엔진과의 연결이 닫혔습니다.</translation>
    </message>
    <message>
        <source>The engine answered with status %1 and no explanation.</source>
        <translation>엔진이 설명 없이 상태 %1(으)로 응답했습니다.</translation>
    </message>
    <message>
        <source>The answer&apos;s headers are too large.</source>
        <translation>응답의 헤더가 너무 큽니다.</translation>
    </message>
    <message>
        <source>What answers there does not speak HTTP.</source>
        <translation>응답한 프로그램이 HTTP를 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer is damaged.</source>
        <translation>엔진의 응답이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The connection to the engine ended inside an answer.</source>
        <translation>응답을 받는 중에 엔진과의 연결이 끊어졌습니다.</translation>
    </message>
    <message>
        <source>The connection ended before the engine answered.</source>
        <translation>엔진이 응답하기 전에 연결이 끊어졌습니다.</translation>
    </message>
    <message>
        <source>What is to be sent cannot be read: %1</source>
        <translation>보낼 내용을 읽을 수 없습니다: %1</translation>
    </message>
</context>
<context>
    <name>ImageActions</name>
    <message>
        <source>Untagged: %1</source>
        <translation>태그 제거함: %1</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>삭제함: %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 제거</translation>
    </message>
    <message>
        <source>Remove dangling images</source>
        <translation>이름 없는 이미지 제거</translation>
    </message>
    <message>
        <source>Remove unused images</source>
        <translation>사용하지 않는 이미지 제거</translation>
    </message>
    <message>
        <source>Tag %1 as %2</source>
        <translation>%1에 태그 %2 붙이기</translation>
    </message>
    <message>
        <source>Untag %1</source>
        <translation>%1 태그 제거</translation>
    </message>
    <message>
        <source>An image is pushed by its tag, not by its digest.</source>
        <translation>이미지는 다이제스트가 아니라 태그로 푸시합니다.</translation>
    </message>
    <message>
        <source>The name has no registry in it: “localhost” means this computer.</source>
        <translation>이름에 레지스트리가 없습니다. “localhost”는 이 컴퓨터를 뜻합니다.</translation>
    </message>
    <message>
        <source>Only Docker pushes official images. On Docker Hub yours is user/%1.</source>
        <translation>공식 이미지는 Docker만 푸시할 수 있습니다. Docker Hub에서 내 이미지는 사용자/%1입니다.</translation>
    </message>
</context>
<context>
    <name>ImageAssembly</name>
    <message>
        <source>The image&apos;s configuration is not in the archive.</source>
        <translation>이미지의 구성이 아카이브에 없습니다.</translation>
    </message>
    <message>
        <source>It has no image configuration: it is something else than an image.</source>
        <translation>이미지 구성이 없습니다. 이미지가 아닌 다른 것입니다.</translation>
    </message>
    <message>
        <source>The layer is not in the archive.</source>
        <translation>레이어가 아카이브에 없습니다.</translation>
    </message>
    <message>
        <source>The layer is not the one that the image&apos;s configuration names.</source>
        <translation>이미지 구성에 적힌 레이어가 아닙니다.</translation>
    </message>
    <message>
        <source>The layer is no tar.</source>
        <translation>레이어가 tar가 아닙니다.</translation>
    </message>
    <message>
        <source>The image&apos;s configuration and its list of layers differ.</source>
        <translation>이미지의 구성과 레이어 목록이 서로 다릅니다.</translation>
    </message>
</context>
<context>
    <name>ImageDetailsPane</name>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>다이제스트</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>플랫폼</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>만든 이</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>What a container runs</source>
        <translation>컨테이너가 실행하는 것</translation>
    </message>
    <message>
        <source>Entrypoint</source>
        <translation>엔트리포인트</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Working directory</source>
        <translation>작업 디렉터리</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Exposed ports</source>
        <translation>노출 포트</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>Stop signal</source>
        <translation>중지 신호</translation>
    </message>
    <message>
        <source>Health check</source>
        <translation>상태 확인</translation>
    </message>
    <message>
        <source>Build triggers</source>
        <translation>빌드 트리거</translation>
    </message>
    <message>
        <source>Layers, the lowest first</source>
        <translation>레이어(맨 아래부터)</translation>
    </message>
</context>
<context>
    <name>ImageNames</name>
    <message>
        <source>A digest cannot be given, only a name and a tag.</source>
        <translation>다이제스트는 쓸 수 없습니다. 이름과 태그만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Another image has the name %1 now, %2. It will lose it.</source>
        <translation>지금은 다른 이미지 %2에 %1 이름이 있습니다. 그 이미지는 이 이름을 잃습니다.</translation>
    </message>
</context>
<context>
    <name>ImageReference</name>
    <message>
        <source>An image name is needed.</source>
        <translation>이미지 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>What follows @ is not a digest such as sha256: and 64 hexadecimal digits.</source>
        <translation>@ 뒤의 값이 sha256:과 16진수 64자리 같은 다이제스트가 아닙니다.</translation>
    </message>
    <message>
        <source>A tag has at most 128 letters, digits, dots, hyphens and underscores, and does not begin with a dot or a hyphen.</source>
        <translation>태그는 영문자, 숫자, 점, 붙임표, 밑줄로 이루어진 128자 이하여야 하고, 점이나 붙임표로 시작할 수 없습니다.</translation>
    </message>
    <message>
        <source>64 hexadecimal digits are an image ID, not a name.</source>
        <translation>16진수 64자리는 이름이 아니라 이미지 ID입니다.</translation>
    </message>
    <message>
        <source>The registry&apos;s host name is not valid.</source>
        <translation>레지스트리의 호스트 이름이 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>A repository name must be lower case.</source>
        <translation>저장소 이름은 소문자여야 합니다.</translation>
    </message>
    <message>
        <source>A repository name has lower-case letters and digits, separated by a dot, one or two underscores, hyphens, or a slash.</source>
        <translation>저장소 이름은 영문 소문자와 숫자로 이루어지며, 점, 한두 개의 밑줄, 붙임표 또는 빗금으로 나눌 수 있습니다.</translation>
    </message>
    <message>
        <source>A repository name has at most 255 characters.</source>
        <translation>저장소 이름은 255자 이하여야 합니다.</translation>
    </message>
</context>
<context>
    <name>ImageResolver</name>
    <message>
        <source>There is no image in the archive.</source>
        <translation>아카이브에 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>index.json is not in the archive.</source>
        <translation>아카이브에 index.json이 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not in the archive.</source>
        <translation>%1이(가) 아카이브에 없습니다.</translation>
    </message>
</context>
<context>
    <name>ImageTree</name>
    <message>
        <source>The image has more layers or files than Strata looks at.</source>
        <translation>이미지의 레이어나 파일이 Strata가 볼 수 있는 것보다 많습니다.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
</context>
<context>
    <name>Inventory</name>
    <message>
        <source>The engine ended the connection.</source>
        <translation>엔진이 연결을 끊었습니다.</translation>
    </message>
</context>
<context>
    <name>JsonMessageStream</name>
    <message>
        <source>The engine sent something that is not JSON.</source>
        <translation>엔진이 JSON이 아닌 것을 보냈습니다.</translation>
    </message>
    <message>
        <source>The engine sent a message that is too large.</source>
        <translation>엔진이 보낸 메시지가 너무 큽니다.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer ended too early.</source>
        <translation>엔진의 응답이 중간에 끝났습니다.</translation>
    </message>
</context>
<context>
    <name>JsonText</name>
    <message>
        <source>This is not valid JSON.</source>
        <translation>올바른 JSON이 아닙니다.</translation>
    </message>
</context>
<context>
    <name>Keychain</name>
    <message>
        <source>This desktop session has no keychain.</source>
        <translation>이 데스크톱 세션에는 키체인이 없습니다.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>키체인이 잠겨 있습니다.</translation>
    </message>
    <message>
        <source>The keychain refused.</source>
        <translation>키체인이 거부했습니다.</translation>
    </message>
    <message>
        <source>The keychain did not answer in time.</source>
        <translation>키체인이 제때 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>The keychain failed.</source>
        <translation>키체인에서 오류가 발생했습니다.</translation>
    </message>
    <message>
        <source>The keychain was no longer asked.</source>
        <translation>키체인에 대한 요청을 중단했습니다.</translation>
    </message>
    <message>
        <source>The keychain was not unlocked.</source>
        <translation>키체인의 잠금이 해제되지 않았습니다.</translation>
    </message>
    <message>
        <source>No such account.</source>
        <translation>그런 계정이 없습니다.</translation>
    </message>
</context>
<context>
    <name>LayerFacts</name>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>none: it changes only the configuration</source>
        <translation>없음: 설정만 바꿉니다</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile 줄</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>%1번째 줄</translation>
    </message>
    <message>
        <source>line %1, which is similar</source>
        <translation>%1번째 줄(비슷함)</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>This layer is not read yet.</source>
        <translation>이 레이어는 아직 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>Diff ID</source>
        <translation>디프 ID(diff ID)</translation>
    </message>
    <message>
        <source>Chain ID</source>
        <translation>체인 ID(chain ID)</translation>
    </message>
    <message>
        <source>%1 in %L2 entries</source>
        <translation>%L2개 항목에 %1</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>%L1 added, %L2 modified, %L3 deleted</source>
        <translation>추가 %L1, 수정 %L2, 삭제 %L3</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>낭비</translation>
    </message>
    <message>
        <source>%1 of it, which other layers hide</source>
        <translation>이 가운데 %1, 다른 레이어가 가립니다</translation>
    </message>
    <message>
        <source>Hides</source>
        <translation>가린 것</translation>
    </message>
    <message>
        <source>As a tar</source>
        <translation>tar로</translation>
    </message>
    <message>
        <source>As stored</source>
        <translation>저장된 크기</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>다이제스트</translation>
    </message>
    <message>
        <source>Cache ID</source>
        <translation>캐시 ID</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>보관 위치</translation>
    </message>
    <message>
        <source>Only root may look into this folder, and the engine must be on this computer.</source>
        <translation>이 폴더는 root만 볼 수 있으며, 엔진이 이 컴퓨터에 있어야 합니다.</translation>
    </message>
    <message>
        <source>Base image</source>
        <translation>기반 이미지</translation>
    </message>
    <message>
        <source>Shared with</source>
        <translation>함께 쓰는 이미지</translation>
    </message>
    <message>
        <source>the diff ID, because it is not compressed</source>
        <translation>압축되지 않았으므로 diff ID와 같음</translation>
    </message>
    <message>
        <source>In registries</source>
        <translation>레지스트리에서</translation>
    </message>
    <message>
        <source>Used by containers</source>
        <translation>사용하는 컨테이너</translation>
    </message>
</context>
<context>
    <name>LayerIndexText</name>
    <message>
        <source>The archive has more files than Strata looks at.</source>
        <translation>아카이브의 파일이 Strata가 볼 수 있는 것보다 많습니다.</translation>
    </message>
</context>
<context>
    <name>NewFile</name>
    <message>
        <source>There is no room left for %1. Nothing was kept; make room or choose another folder.</source>
        <translation>%1을(를) 쓸 공간이 없습니다. 아무것도 남기지 않았습니다. 공간을 비우거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>%1 would be larger than a file may be here. Nothing was kept.</source>
        <translation>%1이(가) 여기에서 허용되는 파일 크기보다 커집니다. 아무것도 남기지 않았습니다.</translation>
    </message>
    <message>
        <source>You may not write to the folder of %1.</source>
        <translation>%1의 폴더에 쓸 권한이 없습니다.</translation>
    </message>
    <message>
        <source>There is no such folder for %1.</source>
        <translation>%1을(를) 넣을 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1을(를) 쓸 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 is a folder.</source>
        <translation>%1은(는) 폴더입니다.</translation>
    </message>
    <message>
        <source>%1 is no ordinary file.</source>
        <translation>%1은(는) 일반 파일이 아닙니다.</translation>
    </message>
</context>
<context>
    <name>PlaceText</name>
    <message>
        <source>Desktop keychain</source>
        <translation>데스크톱 키체인</translation>
    </message>
    <message>
        <source>Credential helper %1</source>
        <translation>자격 증명 도우미 %1</translation>
    </message>
    <message>
        <source>Plain text in config.json</source>
        <translation>config.json에 평문으로</translation>
    </message>
    <message>
        <source>This run only</source>
        <translation>이번 실행 동안만</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>up to %1</source>
        <translation>최대 %1</translation>
    </message>
    <message>
        <source>between %1 and %2</source>
        <translation>%1에서 %2 사이</translation>
    </message>
</context>
<context>
    <name>Registry</name>
    <message>
        <source>Podman does not tell what a registry has under a name.</source>
        <translation>Podman은 레지스트리에 그 이름으로 무엇이 있는지 알려 주지 않습니다.</translation>
    </message>
</context>
<context>
    <name>RegistryClient</name>
    <message>
        <source>This is no address of a registry: %1</source>
        <translation>레지스트리 주소가 아닙니다: %1</translation>
    </message>
    <message>
        <source>The registry wants a login at an address that is not encrypted: %1. Nothing was sent there.</source>
        <translation>레지스트리가 암호화되지 않은 주소에서 로그인하라고 합니다: %1. 그곳에는 아무것도 보내지 않았습니다.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>%1 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The file %1 holds no certificate.</source>
        <translation>%1 파일에 인증서가 없습니다.</translation>
    </message>
    <message>
        <source>The file %1 holds no key.</source>
        <translation>%1 파일에 키가 없습니다.</translation>
    </message>
    <message>
        <source>The certificate %1 needs the key %2, which is missing. Certificates of authorities have names that end in .crt.</source>
        <translation>인증서 %1에는 키 %2이(가) 필요하지만, 없습니다. 발급 기관의 인증서는 이름이 .crt로 끝나야 합니다.</translation>
    </message>
    <message>
        <source>The registry refers to an address that Strata does not follow: %1</source>
        <translation>레지스트리가 Strata가 따라가지 않는 주소로 안내합니다: %1</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than %2.</source>
        <translation>%1의 응답이 %2보다 큽니다.</translation>
    </message>
    <message>
        <source>No encrypted connection to %1 could be made. Without encryption Strata asks only registries on this computer.</source>
        <translation>%1에 암호화된 연결을 만들 수 없습니다. Strata는 이 컴퓨터에 있는 레지스트리에만 암호화 없이 연결합니다.</translation>
    </message>
    <message>
        <source>The registry&apos;s answer cannot be understood.</source>
        <translation>레지스트리의 응답을 이해할 수 없습니다.</translation>
    </message>
    <message>
        <source>The connection to %1 ended inside its answer.</source>
        <translation>%1의 응답 도중에 연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1이(가) 응답하지 않습니다</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid: %2</source>
        <translation>%1의 인증서가 유효하지 않습니다: %2</translation>
    </message>
    <message>
        <source>The certificate of %1 is of nobody whom this computer trusts. Put the certificate of its authority into %2.</source>
        <translation>%1의 인증서를 발급한 기관을 이 컴퓨터가 신뢰하지 않습니다. 발급 기관의 인증서를 %2에 넣으세요.</translation>
    </message>
    <message>
        <source>Strata cannot check this kind of digest: %1</source>
        <translation>Strata가 확인할 수 없는 종류의 다이제스트입니다: %1</translation>
    </message>
    <message>
        <source>What the registry sent does not fit its digest. It was damaged or changed on the way.</source>
        <translation>레지스트리가 보낸 내용이 다이제스트와 맞지 않습니다. 전송 중에 손상되었거나 바뀌었습니다.</translation>
    </message>
    <message>
        <source>This image is stored in Docker&apos;s first format, which engines no longer read. It has to be pushed again.</source>
        <translation>이 이미지는 엔진이 더 이상 읽지 않는 Docker의 첫 번째 형식으로 저장되어 있습니다. 다시 푸시해야 합니다.</translation>
    </message>
    <message>
        <source>The registry wants a kind of login that Strata does not know.</source>
        <translation>레지스트리가 Strata가 알지 못하는 방식의 로그인을 요구합니다.</translation>
    </message>
    <message>
        <source>The registry allows no more requests until %1. Wait, or log in for a higher limit: %2</source>
        <translation>레지스트리가 %1까지 요청을 더 받지 않습니다. 기다리거나, 로그인하여 한도를 늘리세요: %2</translation>
    </message>
    <message>
        <source>The registry answered with status %1: %2</source>
        <translation>레지스트리가 상태 %1로 응답했습니다: %2</translation>
    </message>
</context>
<context>
    <name>RegistryErrors</name>
    <message>
        <source>The engine&apos;s disk is full: %1</source>
        <translation>엔진의 디스크가 가득 찼습니다: %1</translation>
    </message>
    <message>
        <source>The registry allows no more requests for now. Wait, or log in for a higher limit: %1</source>
        <translation>레지스트리가 지금은 요청을 더 받지 않습니다. 기다리거나, 로그인하여 한도를 늘리세요: %1</translation>
    </message>
    <message>
        <source>The registry&apos;s certificate is not known to the engine. Give the engine the certificate of its authority: %1</source>
        <translation>엔진이 레지스트리의 인증서를 모릅니다. 발급 기관의 인증서를 엔진에 등록하세요: %1</translation>
    </message>
    <message>
        <source>The registry does not encrypt, and the engine does not know that it may be used so: %1</source>
        <translation>레지스트리가 암호화하지 않으며, 엔진에 그렇게 써도 된다는 설정이 없습니다: %1</translation>
    </message>
    <message>
        <source>An account is needed here, or there is no such repository: %1</source>
        <translation>계정이 필요하거나, 그런 저장소가 없습니다: %1</translation>
    </message>
    <message>
        <source>The registry does not accept this account, or gives it no right to this: %1</source>
        <translation>레지스트리가 이 계정을 받아들이지 않거나, 이 계정에 권한이 없습니다: %1</translation>
    </message>
    <message>
        <source>The registry cannot be reached: %1</source>
        <translation>레지스트리에 연결할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>The engine stopped this itself: %1</source>
        <translation>엔진이 스스로 중단했습니다: %1</translation>
    </message>
    <message>
        <source>There is no such image: %1</source>
        <translation>그런 이미지가 없습니다: %1</translation>
    </message>
    <message>
        <source>The archive is cut off: it ends too early (%1).</source>
        <translation>아카이브가 잘렸습니다. 너무 일찍 끝납니다(%1).</translation>
    </message>
    <message>
        <source>This is no archive of images: %1</source>
        <translation>이미지 아카이브가 아닙니다: %1</translation>
    </message>
</context>
<context>
    <name>RelativeTime</name>
    <message>
        <source>just now</source>
        <translation>방금</translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation>1분 전</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n분 전</numerusform>
        </translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>1시간 전</translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n시간 전</numerusform>
        </translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>1일 전</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n일 전</numerusform>
        </translation>
    </message>
    <message>
        <source>1 week ago</source>
        <translation>1주 전</translation>
    </message>
    <message numerus="yes">
        <source>%n weeks ago</source>
        <translation>
            <numerusform>%n주 전</numerusform>
        </translation>
    </message>
    <message>
        <source>1 month ago</source>
        <translation>1개월 전</translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n개월 전</numerusform>
        </translation>
    </message>
    <message>
        <source>1 year ago</source>
        <translation>1년 전</translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n년 전</numerusform>
        </translation>
    </message>
    <message>
        <source>under a minute</source>
        <translation>1분 미만</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1분</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n분</numerusform>
        </translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1시간</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n시간</numerusform>
        </translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1일</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n일</numerusform>
        </translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1주</translation>
    </message>
    <message numerus="yes">
        <source>%n weeks</source>
        <translation>
            <numerusform>%n주</numerusform>
        </translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1개월</translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n개월</numerusform>
        </translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1년</translation>
    </message>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n년</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Renaming</name>
    <message>
        <source>The name in line %1 is written with quotes, escapes or over two lines, and cannot be changed from here.</source>
        <translation>%1행의 이름이 따옴표나 이스케이프를 써서 또는 두 줄에 걸쳐 적혀 있어 여기에서 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>The name of a stage has lower case letters, digits, “-”, “_” and “.”, and begins with a letter.</source>
        <translation>스테이지 이름에는 소문자, 숫자, “-”, “_”, “.”만 쓸 수 있으며 글자로 시작해야 합니다.</translation>
    </message>
    <message>
        <source>“%1” means something else to Docker.</source>
        <translation>“%1”은(는) Docker에서 다른 뜻으로 쓰입니다.</translation>
    </message>
    <message>
        <source>There is a stage of that name in line %1.</source>
        <translation>%1행에 같은 이름의 스테이지가 있습니다.</translation>
    </message>
    <message>
        <source>The FROM in line %1 names this stage by a variable.</source>
        <translation>%1행의 FROM이 변수로 이 스테이지를 가리킵니다.</translation>
    </message>
    <message>
        <source>Line %1 means the image of that name, and would then mean the stage.</source>
        <translation>%1행은 그 이름의 이미지를 뜻하지만, 바꾸면 이 스테이지를 뜻하게 됩니다.</translation>
    </message>
    <message>
        <source>The name of a variable has letters, digits and “_”, and does not begin with a digit.</source>
        <translation>변수 이름에는 글자, 숫자, “_”만 쓸 수 있으며 숫자로 시작할 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not set in this file, or has a meaning of its own for Docker.</source>
        <translation>%1은(는) 이 파일에서 설정하지 않았거나 Docker에서 따로 쓰는 이름입니다.</translation>
    </message>
    <message>
        <source>%1 has a meaning of its own for Docker.</source>
        <translation>%1은(는) Docker에서 따로 쓰는 이름입니다.</translation>
    </message>
    <message>
        <source>There is a variable of that name in line %1.</source>
        <translation>%1행에 같은 이름의 변수가 있습니다.</translation>
    </message>
    <message>
        <source>The command in line %1 has a variable of that name.</source>
        <translation>%1행의 명령에 같은 이름의 변수가 있습니다.</translation>
    </message>
    <message>
        <source>The command in line %1 gives %2 another value itself.</source>
        <translation>%1행의 명령이 %2에 스스로 다른 값을 넣습니다.</translation>
    </message>
    <message>
        <source>There is no stage and no variable here that could be renamed.</source>
        <translation>여기에는 이름을 바꿀 수 있는 스테이지나 변수가 없습니다.</translation>
    </message>
</context>
<context>
    <name>ReplaceFile</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1을(를) 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1에 쓸 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1은(는) 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>%1 is too large to be what it should be.</source>
        <translation>%1이(가) 지나치게 커서 올바른 파일일 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 was changed by another program at the same time.</source>
        <translation>다른 프로그램이 동시에 %1을(를) 바꾸었습니다.</translation>
    </message>
</context>
<context>
    <name>SavedFolder</name>
    <message>
        <source>There is already something at %1.</source>
        <translation>%1에 이미 다른 것이 있습니다.</translation>
    </message>
    <message>
        <source>There is no room left for %1. Nothing was kept; make room or choose another folder.</source>
        <translation>%1을(를) 저장할 공간이 없습니다. 아무것도 남기지 않았습니다. 공간을 확보하거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1을(를) 쓸 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>취소되었습니다.</translation>
    </message>
    <message>
        <source>no name of a file</source>
        <translation>파일 이름으로 쓸 수 없음</translation>
    </message>
    <message>
        <source>a link that leads out of the folder</source>
        <translation>폴더 밖으로 나가는 링크</translation>
    </message>
    <message>
        <source>neither file nor folder nor link</source>
        <translation>파일도 폴더도 링크도 아님</translation>
    </message>
    <message>
        <source>the file system there has no such name, or no such thing</source>
        <translation>그 파일 시스템에는 이런 이름이나 종류가 없음</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>What answers there is no container engine.</source>
        <translation>응답한 프로그램이 컨테이너 엔진이 아닙니다.</translation>
    </message>
    <message>
        <source>This engine speaks API %1. Strata needs 1.41 or newer (Docker 20.10, Podman 4.2).</source>
        <translation>이 엔진은 API %1을(를) 씁니다. Strata에는 1.41 이상(Docker 20.10, Podman 4.2)이 필요합니다.</translation>
    </message>
    <message>
        <source>The engine&apos;s answer is too large.</source>
        <translation>엔진의 응답이 너무 큽니다.</translation>
    </message>
    <message>
        <source>What is to be sent cannot be read: %1</source>
        <translation>보낼 내용을 읽을 수 없습니다: %1</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>%1 is a folder.</source>
        <translation>%1은(는) 폴더입니다.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1을(를) 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>취소되었습니다.</translation>
    </message>
</context>
<context>
    <name>StoredFile</name>
    <message>
        <source>The archive is not the one that was read before. Read it again.</source>
        <translation>전에 읽은 아카이브가 아닙니다. 다시 읽으세요.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>It is no file.</source>
        <translation>파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The file is %1 with its holes.</source>
        <translation>이 파일은 빈 구멍(hole)을 포함해 %1입니다.</translation>
    </message>
    <message>
        <source>The archive does not say rightly where the holes of the file are.</source>
        <translation>아카이브에 적힌 파일의 빈 구멍(hole) 위치가 올바르지 않습니다.</translation>
    </message>
</context>
<context>
    <name>TarEnd</name>
    <message>
        <source>The archive that the engine sent is not whole.</source>
        <translation>엔진이 보낸 아카이브가 온전하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>TarReader</name>
    <message>
        <source>The archive has a name or extended header of more than a mebibyte.</source>
        <translation>아카이브에 1MiB가 넘는 이름이나 확장 헤더가 있습니다.</translation>
    </message>
    <message>
        <source>The archive ends too early: it was not copied whole.</source>
        <translation>아카이브가 중간에 끊겼습니다. 끝까지 복사되지 않았습니다.</translation>
    </message>
    <message>
        <source>The archive is damaged.</source>
        <translation>아카이브가 손상되었습니다.</translation>
    </message>
</context>
<context>
    <name>TransferText</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>You may not open %1.</source>
        <translation>%1을(를) 열 권한이 없습니다.</translation>
    </message>
    <message>
        <source>There is no socket at %1.</source>
        <translation>%1에 소켓이 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not a socket.</source>
        <translation>%1은(는) 소켓이 아닙니다.</translation>
    </message>
    <message>
        <source>The engine at %1 does not take the connection.</source>
        <translation>%1의 엔진이 연결을 받지 않습니다.</translation>
    </message>
    <message>
        <source>No engine listens at %1.</source>
        <translation>%1에서 응답하는 엔진이 없습니다.</translation>
    </message>
    <message>
        <source>Strata cannot connect to %1 yet: only to sockets on this computer.</source>
        <translation>Strata는 아직 %1에 연결할 수 없습니다. 이 컴퓨터의 소켓에만 연결할 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 is too long for the path of a socket.</source>
        <translation>%1은(는) 소켓 경로로 쓰기에 너무 깁니다.</translation>
    </message>
</context>
<context>
    <name>WasteWords</name>
    <message>
        <source>It comes from the base image: deleting it makes the image no smaller. Leave it there, or build on a smaller base image.</source>
        <translation>베이스 이미지에서 온 것이라 지워도 이미지는 작아지지 않습니다. 그대로 두거나 더 작은 베이스 이미지를 쓰세요.</translation>
    </message>
    <message>
        <source>It comes from the base image, which keeps its own copy. What %1 writes there comes on top.</source>
        <translation>베이스 이미지에서 온 것이고 그 사본은 그대로 남습니다. %1에서 쓰는 것은 그 위에 더해집니다.</translation>
    </message>
    <message>
        <source>Delete it in the RUN that makes it: what a later line deletes stays in the image.</source>
        <translation>만든 그 RUN에서 지우세요. 뒤에 오는 줄이 지운 것은 이미지에 남습니다.</translation>
    </message>
    <message>
        <source>Set mode and owner in the RUN that makes it: a later one writes all of it once more.</source>
        <translation>모드와 소유자는 만든 그 RUN에서 정하세요. 뒤에 오는 RUN은 전부를 한 번 더 씁니다.</translation>
    </message>
    <message>
        <source>Make and change it in one RUN: each line keeps what it wrote.</source>
        <translation>만들고 바꾸는 일을 RUN 하나에서 하세요. 줄마다 쓴 것이 그대로 남습니다.</translation>
    </message>
    <message>
        <source>line %L1</source>
        <translation>%L1번째 줄</translation>
    </message>
    <message>
        <source>the base image</source>
        <translation>베이스 이미지</translation>
    </message>
    <message>
        <source>layer %L1</source>
        <translation>레이어 %L1</translation>
    </message>
    <message>
        <source>deleted in %1</source>
        <translation>%1에서 지워짐</translation>
    </message>
    <message>
        <source>replaced in %1</source>
        <translation>%1에서 바뀜</translation>
    </message>
    <message>
        <source>mode or owner changed in %1</source>
        <translation>%1에서 모드나 소유자가 바뀜</translation>
    </message>
    <message>
        <source>written again in %1</source>
        <translation>%1에서 다시 쓰임</translation>
    </message>
    <message>
        <source>never to be seen</source>
        <translation>한 번도 보이지 않음</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other file(s)</source>
        <translation>
            <numerusform>%1 외 파일 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n file(s))</source>
        <translation>
            <numerusform>%1(파일 %n개)</numerusform>
        </translation>
    </message>
    <message>
        <source>All of this happens inside the base image. Another or a newer one may be without it.</source>
        <translation>모두 베이스 이미지 안에서 일어난 일입니다. 다른 이미지나 더 새로운 이미지에는 없을 수 있습니다.</translation>
    </message>
    <message>
        <source>A later line cannot take it out of the image. Let the RUN that needs it have it with --mount=type=bind, or leave it out with .dockerignore.</source>
        <translation>뒤에 오는 줄이 이미지에서 빼낼 수는 없습니다. 필요한 RUN에 --mount=type=bind로 건네거나 .dockerignore로 빼 두세요.</translation>
    </message>
    <message>
        <source>Set mode and owner while it is copied, with --chmod and --chown: a later RUN writes all of it once more.</source>
        <translation>모드와 소유자는 복사할 때 --chmod와 --chown으로 정하세요. 뒤에 오는 RUN은 전부를 한 번 더 씁니다.</translation>
    </message>
    <message>
        <source>Copy only the one that is to stay: the other one is in the image for nothing.</source>
        <translation>남을 것만 복사하세요. 다른 하나는 쓸데없이 이미지에 들어 있습니다.</translation>
    </message>
    <message>
        <source>Both lines copy the same content. One of them is enough.</source>
        <translation>두 줄이 같은 내용을 복사합니다. 하나면 됩니다.</translation>
    </message>
    <message>
        <source>Change it before it is copied: in another stage, whose result COPY --from takes.</source>
        <translation>복사하기 전에 바꾸세요. 다른 스테이지에서 바꾸고 그 결과를 COPY --from으로 가져오면 됩니다.</translation>
    </message>
    <message>
        <source>Do not make it in %1: %2 puts something in its place.</source>
        <translation>%1에서 만들지 마세요. %2에서 그 자리에 다른 것을 놓습니다.</translation>
    </message>
    <message>
        <source>One and the same line brings it and hides it.</source>
        <translation>같은 줄이 넣고 또 가립니다.</translation>
    </message>
    <message>
        <source>It is not certain which lines this comes from. They may have been changed since the image was built.</source>
        <translation>어느 줄에서 온 것인지 확실하지 않습니다. 이미지를 빌드한 뒤에 줄이 바뀌었을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>strata::AccountModel</name>
    <message>
        <source>(identity token)</source>
        <translation>(신원 토큰)</translation>
    </message>
    <message>
        <source>accepted %1</source>
        <translation>%1 승인됨</translation>
    </message>
    <message>
        <source>Base64 is not encryption: whoever can read the file has the password.</source>
        <translation>Base64는 암호화가 아닙니다. 파일을 읽을 수 있으면 누구나 비밀번호를 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Another account of this registry counts.</source>
        <translation>이 레지스트리에는 다른 계정이 쓰입니다.</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>레지스트리</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>보관 위치</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>마지막 확인</translation>
    </message>
    <message>
        <source>asking the registry…</source>
        <translation>레지스트리에 확인하는 중…</translation>
    </message>
</context>
<context>
    <name>strata::AccountsPage</name>
    <message>
        <source>Log in…</source>
        <translation>로그인…</translation>
    </message>
    <message>
        <source>Log in to a registry</source>
        <translation>레지스트리에 로그인</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Ask the registry whether it accepts the account</source>
        <translation>레지스트리가 이 계정을 받아들이는지 물어봅니다</translation>
    </message>
    <message>
        <source>Move to the keychain…</source>
        <translation>키체인으로 옮기기…</translation>
    </message>
    <message>
        <source>Take the password out of config.json; docker goes on working</source>
        <translation>config.json에서 비밀번호를 꺼냅니다. docker는 그대로 동작합니다</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>로그아웃…</translation>
    </message>
    <message>
        <source>Remove the account wherever it is kept</source>
        <translation>보관된 모든 곳에서 계정을 제거합니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Put the password back into config.json</source>
        <translation>비밀번호를 config.json에 되돌려 놓습니다</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>아직 계정이 없습니다</translation>
    </message>
    <message>
        <source>Public images need none. Log in to push, to pull what is private, and for more pulls from Docker Hub. The token goes into the desktop&apos;s keychain, never into a file.</source>
        <translation>공개 이미지에는 필요 없습니다. 푸시하거나 비공개 이미지를 풀할 때, Docker Hub에서 더 많이 풀할 때 로그인하세요. 토큰은 파일이 아니라 데스크톱 키체인에 보관됩니다.</translation>
    </message>
    <message>
        <source>Move to the keychain</source>
        <translation>키체인으로 옮기기</translation>
    </message>
    <message>
        <source>Move the password of %1 to the keychain?</source>
        <translation>%1의 비밀번호를 키체인으로 옮길까요?</translation>
    </message>
    <message>
        <source>In config.json it is plain text: base64 is not encryption. It will be stored in the desktop&apos;s keychain and read back; then config.json names docker-credential-strata in its place, so that the docker command goes on working. Everything else in the file stays.</source>
        <translation>config.json에는 평문으로 들어 있습니다. base64는 암호화가 아닙니다. 데스크톱 키체인에 저장하고 다시 읽어 확인한 뒤, config.json에는 그 자리에 docker-credential-strata를 적어 docker 명령이 계속 동작하게 합니다. 파일의 나머지는 그대로입니다.</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>옮겨지는 것</translation>
    </message>
    <message>
        <source>The copy is made beside it and has no passwords.</source>
        <translation>사본은 같은 폴더에 만들어지며 비밀번호가 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Keep a copy of config.json</source>
        <translation>config.json의 사본 남기기</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>옮기기</translation>
    </message>
    <message>
        <source>The password of %1 is in the keychain now; config.json has it no more.</source>
        <translation>%1의 비밀번호는 이제 키체인에 있고 config.json에는 없습니다.</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>로그아웃</translation>
    </message>
    <message>
        <source>Log out of %1?</source>
        <translation>%1에서 로그아웃할까요?</translation>
    </message>
    <message>
        <source>The password or token is removed from every place below. At the registry it stays valid until it is revoked there.</source>
        <translation>아래 모든 곳에서 비밀번호나 토큰을 제거합니다. 레지스트리에서 폐기하기 전까지 그곳에서는 계속 유효합니다.</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>제거되는 것</translation>
    </message>
    <message numerus="yes">
        <source>%n password(s) are kept as plain text in config.json. Base64 is not encryption: whoever can read the file has them.</source>
        <translation>
            <numerusform>비밀번호 %n개가 config.json에 평문으로 들어 있습니다. Base64는 암호화가 아닙니다. 파일을 읽을 수 있으면 누구나 알 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Looking for accounts…</source>
        <translation>계정을 찾는 중…</translation>
    </message>
</context>
<context>
    <name>strata::ActivityPanel</name>
    <message>
        <source>Done.</source>
        <translation>완료했습니다.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Forget finished operations</source>
        <translation>끝난 작업 지우기</translation>
    </message>
    <message>
        <source>Close the activity panel</source>
        <translation>작업 패널 닫기</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Copy the docker command</source>
        <translation>docker 명령 복사</translation>
    </message>
    <message>
        <source>Log of the operation</source>
        <translation>작업 로그</translation>
    </message>
    <message>
        <source>What you do to images and containers is listed here, with the docker command that does the same.</source>
        <translation>이미지와 컨테이너에 한 작업이 같은 일을 하는 docker 명령과 함께 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>레이어</translation>
    </message>
</context>
<context>
    <name>strata::ActivityStrip</name>
    <message>
        <source>%1: done</source>
        <translation>%1: 완료</translation>
    </message>
    <message>
        <source>%1: cancelled</source>
        <translation>%1: 취소됨</translation>
    </message>
    <message>
        <source>%1: failed. %2</source>
        <translation>%1: 실패. %2</translation>
    </message>
    <message>
        <source>State of the operation</source>
        <translation>작업 상태</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n개 더</numerusform>
        </translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Close the activity panel</source>
        <translation>작업 패널 닫기</translation>
    </message>
    <message>
        <source>Show all operations and their commands</source>
        <translation>모든 작업과 명령 보기</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>strata::ArchiveOperation</name>
    <message>
        <source>Read %1</source>
        <translation>%1 읽기</translation>
    </message>
    <message>
        <source>%1 of %2 read</source>
        <translation>%2 중 %1 읽음</translation>
    </message>
    <message>
        <source>%1 read</source>
        <translation>%1 읽음</translation>
    </message>
</context>
<context>
    <name>strata::BuildBar</name>
    <message>
        <source>&amp;No cache</source>
        <translation>캐시 안 씀(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Pull</source>
        <translation>풀(&amp;P)</translation>
    </message>
    <message>
        <source>What the image shall be called; several names with blanks between them</source>
        <translation>이미지에 붙일 이름. 여러 개일 때는 공백으로 구분합니다</translation>
    </message>
    <message>
        <source>Do every step anew, whatever the cache has</source>
        <translation>캐시와 관계없이 모든 단계를 새로 실행합니다</translation>
    </message>
    <message>
        <source>Look for newer base images before the build</source>
        <translation>빌드하기 전에 더 새로운 기반 이미지가 있는지 확인합니다</translation>
    </message>
    <message>
        <source>Ta&amp;g:</source>
        <translation>태그(&amp;G):</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>옵션…</translation>
    </message>
    <message>
        <source>Build arguments, platform, labels, secrets and more</source>
        <translation>빌드 인수, 플랫폼, 레이블, 시크릿 등</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>이름 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n build argument(s)</source>
        <translation>
            <numerusform>빌드 인수 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>레이블 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s)</source>
        <translation>
            <numerusform>시크릿 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>ssh agent</source>
        <translation>ssh 에이전트</translation>
    </message>
    <message>
        <source>classic builder</source>
        <translation>클래식 빌더</translation>
    </message>
</context>
<context>
    <name>strata::BuildCacheModel</name>
    <message>
        <source>never</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message>
        <source>An image has it too: to prune it frees nothing.</source>
        <translation>이미지에도 있어 정리해도 공간이 늘지 않습니다.</translation>
    </message>
    <message>
        <source>How many builds have used it since it was made.</source>
        <translation>만들어진 뒤 이 항목을 사용한 빌드의 수입니다.</translation>
    </message>
    <message>
        <source>What made it</source>
        <translation>만든 것</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>마지막 사용</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>생성</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>사용 횟수</translation>
    </message>
</context>
<context>
    <name>strata::BuildCachePruneDialog</name>
    <message>
        <source>Prune the build cache?</source>
        <translation>빌드 캐시를 정리할까요?</translation>
    </message>
    <message>
        <source>Prune</source>
        <translation>정리</translation>
    </message>
    <message>
        <source>The selected entry</source>
        <translation>선택한 항목</translation>
    </message>
    <message numerus="yes">
        <source>The %n selected entries</source>
        <translation>
            <numerusform>선택한 항목 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>What these rules say:</source>
        <translation>다음 조건에 맞는 항목:</translation>
    </message>
    <message>
        <source>What may go</source>
        <translation>지울 수 있는 것</translation>
    </message>
    <message>
        <source>What no image has</source>
        <translation>이미지에 없는 것</translation>
    </message>
    <message>
        <source>Also what images have, and BuildKit&apos;s own</source>
        <translation>이미지에 있는 것과 BuildKit 내부용도 포함</translation>
    </message>
    <message>
        <source>Of which type</source>
        <translation>어떤 종류</translation>
    </message>
    <message>
        <source>of any type</source>
        <translation>모든 종류</translation>
    </message>
    <message>
        <source>of type %1</source>
        <translation>종류: %1</translation>
    </message>
    <message>
        <source>Only what was not used for</source>
        <translation>다음 기간 동안 쓰지 않은 것만</translation>
    </message>
    <message>
        <source>How long it was not used</source>
        <translation>사용하지 않은 기간</translation>
    </message>
    <message>
        <source>Unit of the time</source>
        <translation>시간 단위</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Until no more is left than</source>
        <translation>다음 크기 이하로 남을 때까지</translation>
    </message>
    <message>
        <source>How much may be left</source>
        <translation>남길 수 있는 크기</translation>
    </message>
    <message>
        <source>Unit of the size</source>
        <translation>크기 단위</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Nothing would go.</source>
        <translation>지워질 항목이 없습니다.</translation>
    </message>
    <message>
        <source>1 entry goes, which frees %1.</source>
        <translation>항목 1개가 지워지고 %1이(가) 확보됩니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n entries go, which frees %1.</source>
        <translation>
            <numerusform>항목 %n개가 지워지고 %1이(가) 확보됩니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 more stay on the disk, because images have them.</source>
        <translation>%1은(는) 이미지에도 있어 디스크에 남습니다.</translation>
    </message>
    <message>
        <source>Of entries that were used equally the engine may take others, so this is an estimate.</source>
        <translation>똑같이 사용된 항목 중에서는 엔진이 다른 것을 고를 수 있으므로 예상치입니다.</translation>
    </message>
    <message>
        <source>What goes is built anew when a build needs it.</source>
        <translation>지워진 것은 빌드에 필요할 때 다시 만들어집니다.</translation>
    </message>
    <message>
        <source>Goes</source>
        <translation>지워짐</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>남음</translation>
    </message>
    <message>
        <source>used %1</source>
        <translation>%1 사용</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>사용한 적 없음</translation>
    </message>
    <message>
        <source>1 entry stays, with %1 of its own.</source>
        <translation>항목 1개가 남으며 따로 차지하는 크기는 %1입니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n entries stay, with %1 of their own.</source>
        <translation>
            <numerusform>항목 %n개가 남으며 따로 차지하는 크기는 %1입니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::BuildCacheView</name>
    <message>
        <source>The selected entry in full</source>
        <translation>선택한 항목의 전체 내용</translation>
    </message>
    <message>
        <source>Prune…</source>
        <translation>정리…</translation>
    </message>
    <message>
        <source>Choose what goes out of the build cache, and see before what that is</source>
        <translation>빌드 캐시에서 지울 것을 고르고 미리 확인합니다</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Take the selected entries out of the build cache</source>
        <translation>선택한 항목을 빌드 캐시에서 지웁니다</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Ask the engine again</source>
        <translation>엔진에 다시 묻습니다</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>걸러 보기</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>걸러 보기…</translation>
    </message>
    <message>
        <source>Entries of the build cache</source>
        <translation>빌드 캐시 항목</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>조건에 맞는 항목이 없습니다</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>조건 지우기</translation>
    </message>
    <message>
        <source>1 entry went, %1 freed.</source>
        <translation>항목 1개를 지우고 %1을(를) 확보했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n entries went, %1 freed.</source>
        <translation>
            <numerusform>항목 %n개를 지우고 %1을(를) 확보했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in all · %2 reclaimable · %3 in use · %4 more are in images</source>
        <translation>전체 %1 · 회수 가능 %2 · 사용 중 %3 · 이미지에도 있음 %4</translation>
    </message>
    <message>
        <source>Reclaimable is what no build works with and no image has. What images have too takes no space of its own.</source>
        <translation>회수 가능한 것은 사용 중인 빌드도 없고 이미지에도 없는 것입니다. 이미지에도 있는 것은 따로 공간을 차지하지 않습니다.</translation>
    </message>
    <message>
        <source>Podman has no build cache of this kind</source>
        <translation>Podman에는 이런 빌드 캐시가 없습니다</translation>
    </message>
    <message>
        <source>Buildah keeps what a step made as an image without a name. Such images are in the list of images, and go when unused images are removed.</source>
        <translation>Buildah는 단계의 결과를 이름 없는 이미지로 보관합니다. 그런 이미지는 이미지 목록에 있으며 사용하지 않는 이미지를 제거할 때 함께 지워집니다.</translation>
    </message>
    <message>
        <source>The build cache is empty</source>
        <translation>빌드 캐시가 비어 있습니다</translation>
    </message>
    <message>
        <source>BuildKit keeps here what each step of a build made, so that the next build need not do it again. The classic builder keeps it as images without a name.</source>
        <translation>BuildKit은 다음 빌드에서 같은 일을 되풀이하지 않도록 각 단계의 결과를 여기에 보관합니다. 클래식 빌더는 이름 없는 이미지로 보관합니다.</translation>
    </message>
    <message>
        <source>What made it</source>
        <translation>만든 것</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>마지막 사용</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>생성</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>바탕이 된 항목</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>없어짐</translation>
    </message>
</context>
<context>
    <name>strata::BuildFollower</name>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>실행 중…</translation>
    </message>
    <message>
        <source>failed after %1</source>
        <translation>%1 후 실패</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>실행 안 함</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>캐시됨</translation>
    </message>
    <message>
        <source>built, %1</source>
        <translation>빌드됨, %1</translation>
    </message>
    <message numerus="yes">
        <source>The forecast was right for %1 of %n step(s)</source>
        <translation>
            <numerusform>%n단계 중 %1단계의 예측이 맞았습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>built, or from the cache</source>
        <translation>빌드했거나 캐시에서 가져옴</translation>
    </message>
</context>
<context>
    <name>strata::BuildHistory</name>
    <message>
        <source>The folder %1 for builds cannot be made.</source>
        <translation>빌드를 보관할 폴더 %1을(를) 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>This build is not kept any more.</source>
        <translation>이 빌드는 더 이상 보관되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation>너무 큽니다.</translation>
    </message>
    <message>
        <source>%1 was passed over. %2</source>
        <translation>%1을(를) 건너뛰었습니다. %2</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %2</source>
        <translation>%1을(를) 삭제할 수 없습니다: %2</translation>
    </message>
</context>
<context>
    <name>strata::BuildHistoryModel</name>
    <message>
        <source>%1 of %2 cached</source>
        <translation>%2개 중 %1개 캐시됨</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s) of the builder</source>
        <translation>
            <numerusform>빌더 경고 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Started</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>타깃</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>소요 시간</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
</context>
<context>
    <name>strata::BuildHistoryView</name>
    <message>
        <source>No builds are kept yet</source>
        <translation>아직 보관된 빌드가 없습니다</translation>
    </message>
    <message>
        <source>Every build that ends is kept here with its steps, its log and its Dockerfile, also one that failed.</source>
        <translation>끝난 빌드는 실패한 것도 단계, 로그, Dockerfile과 함께 모두 여기에 보관됩니다.</translation>
    </message>
    <message>
        <source>Open Dockerfile</source>
        <translation>Dockerfile 열기</translation>
    </message>
    <message>
        <source>Open the Dockerfile as it was built</source>
        <translation>빌드할 때의 Dockerfile을 엽니다</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Compare the images of the two selected builds, or of this one and the one before it under the same name</source>
        <translation>선택한 두 빌드의 이미지를, 하나만 선택했으면 같은 이름의 이전 빌드와 비교합니다</translation>
    </message>
    <message>
        <source>Show Image</source>
        <translation>이미지 보기</translation>
    </message>
    <message>
        <source>Show the image that was built</source>
        <translation>빌드된 이미지를 봅니다</translation>
    </message>
    <message>
        <source>Copy Command</source>
        <translation>명령 복사</translation>
    </message>
    <message>
        <source>Copy the docker command that does the same</source>
        <translation>같은 일을 하는 docker 명령 복사</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Forget the selected builds with their logs</source>
        <translation>선택한 빌드를 로그와 함께 지웁니다</translation>
    </message>
    <message>
        <source>Delete All…</source>
        <translation>모두 삭제…</translation>
    </message>
    <message>
        <source>Forget all builds with their logs</source>
        <translation>모든 빌드를 로그와 함께 지웁니다</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>걸러 보기</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>걸러 보기…</translation>
    </message>
    <message>
        <source>Builds that are kept</source>
        <translation>보관된 빌드</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>조건에 맞는 항목이 없습니다</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>조건 지우기</translation>
    </message>
    <message>
        <source>Forgotten</source>
        <translation>지워짐</translation>
    </message>
    <message>
        <source>Forget all builds?</source>
        <translation>모든 빌드 기록을 지울까요?</translation>
    </message>
    <message>
        <source>Forget this build?</source>
        <translation>이 빌드 기록을 지울까요?</translation>
    </message>
    <message numerus="yes">
        <source>Forget %n builds?</source>
        <translation>
            <numerusform>빌드 기록 %n개를 지울까요?</numerusform>
        </translation>
    </message>
    <message>
        <source>What is known of them goes: times, steps, Dockerfiles, and %1 of logs. Images and the build cache stay.</source>
        <translation>시간, 단계, Dockerfile 등의 기록과 로그 %1이(가) 지워집니다. 이미지와 빌드 캐시는 남습니다.</translation>
    </message>
    <message>
        <source>Damaged records go as well.</source>
        <translation>손상된 기록도 지워집니다.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>strata::BuildLogView</name>
    <message>
        <source>Output of the step</source>
        <translation>단계의 출력</translation>
    </message>
    <message>
        <source>Find in the whole log</source>
        <translation>로그 전체에서 찾기</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter)</source>
        <translation>이전 결과 (Shift+Enter)</translation>
    </message>
    <message>
        <source>Next hit (Enter)</source>
        <translation>다음 결과 (Enter)</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>결과 없음</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
</context>
<context>
    <name>strata::BuildOperation</name>
    <message>
        <source>Build %1</source>
        <translation>%1 빌드</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>Looking for the account</source>
        <translation>계정을 찾는 중</translation>
    </message>
    <message>
        <source>Without an account: %1</source>
        <translation>계정 없이 진행: %1</translation>
    </message>
    <message>
        <source>The engine closed the build&apos;s session.</source>
        <translation>엔진이 빌드 세션을 닫았습니다.</translation>
    </message>
    <message>
        <source>This engine has no sessions, which this build needs.</source>
        <translation>이 빌드에는 세션이 필요하지만 이 엔진은 세션을 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>%1: from the cache</source>
        <translation>%1: 캐시에서 가져옴</translation>
    </message>
    <message>
        <source>%1: failed, %2</source>
        <translation>%1: 실패, %2</translation>
    </message>
    <message>
        <source>%1: cancelled</source>
        <translation>%1: 취소됨</translation>
    </message>
    <message>
        <source>%1: done, %2</source>
        <translation>%1: 완료, %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n steps</source>
        <translation>
            <numerusform>%n단계 중 %1단계</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of the context sent</source>
        <translation>컨텍스트 %1 전송함</translation>
    </message>
    <message numerus="yes">
        <source>%1 built: %n steps, %2 from the cache</source>
        <translation>
            <numerusform>%1을(를) 빌드했습니다: %n단계, 캐시에서 %2단계</numerusform>
        </translation>
    </message>
    <message>
        <source>The engine is not there any more.</source>
        <translation>엔진이 더 이상 없습니다.</translation>
    </message>
</context>
<context>
    <name>strata::BuildOptionsDialog</name>
    <message>
        <source>Options of the build</source>
        <translation>빌드 옵션</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Build arguments</source>
        <translation>빌드 인수</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Secrets and ssh</source>
        <translation>시크릿과 ssh</translation>
    </message>
    <message>
        <source>the engine&apos;s own</source>
        <translation>엔진의 플랫폼</translation>
    </message>
    <message>
        <source>the default one</source>
        <translation>기본 네트워크</translation>
    </message>
    <message>
        <source>that of this computer (host)</source>
        <translation>이 컴퓨터의 네트워크(host)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>BuildKit</source>
        <translation>BuildKit</translation>
    </message>
    <message>
        <source>the classic builder (deprecated)</source>
        <translation>클래식 빌더(더 이상 권장되지 않음)</translation>
    </message>
    <message>
        <source>&amp;Platform:</source>
        <translation>플랫폼(&amp;P):</translation>
    </message>
    <message>
        <source>&amp;Network of RUN:</source>
        <translation>RUN의 네트워크(&amp;N):</translation>
    </message>
    <message>
        <source>&amp;Builder:</source>
        <translation>빌더(&amp;B):</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Without one</source>
        <translation>지정하지 않을 때</translation>
    </message>
    <message>
        <source>not declared by the Dockerfile</source>
        <translation>Dockerfile에 선언되지 않음</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>From</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>File, variable or value</source>
        <translation>파일, 변수 또는 값</translation>
    </message>
    <message>
        <source>Let RUN --mount=type=ssh ask my ssh agent</source>
        <translation>RUN --mount=type=ssh가 내 ssh 에이전트에 요청할 수 있게 함</translation>
    </message>
    <message>
        <source>Secrets are for the steps that ask for them with RUN --mount=type=secret. They are in no layer and in no history; a value that is typed here is forgotten after the build.</source>
        <translation>시크릿은 RUN --mount=type=secret으로 요청하는 단계에서 씁니다. 어느 레이어에도 기록에도 남지 않으며, 여기에 입력한 값은 빌드가 끝나면 지워집니다.</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>a variable of the environment</source>
        <translation>환경 변수</translation>
    </message>
    <message>
        <source>typed here</source>
        <translation>여기에 입력</translation>
    </message>
    <message>
        <source>Let RUN --mount=type=ssh ask my ssh agent, as this Dockerfile may</source>
        <translation>이 Dockerfile이 요청하는 대로 RUN --mount=type=ssh가 내 ssh 에이전트에 묻게 하기</translation>
    </message>
</context>
<context>
    <name>strata::BuildPartsModel</name>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>부분</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>양</translation>
    </message>
</context>
<context>
    <name>strata::BuildResults</name>
    <message>
        <source>Look into its layers</source>
        <translation>레이어 들여다보기</translation>
    </message>
    <message>
        <source>Compare with the one before</source>
        <translation>이전 것과 비교</translation>
    </message>
    <message>
        <source>%1 before</source>
        <translation>%1(이전)</translation>
    </message>
    <message>
        <source>%1 was built.</source>
        <translation>%1 빌드를 마쳤습니다.</translation>
    </message>
    <message>
        <source>These builds cannot be compared.</source>
        <translation>이 빌드들은 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>The engine does not have both images any more.</source>
        <translation>두 이미지가 모두 엔진에 남아 있지는 않습니다.</translation>
    </message>
</context>
<context>
    <name>strata::BuildStepsModel</name>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>스테이지 %1</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>내부</translation>
    </message>
    <message>
        <source>What the builder does for itself: it loads the Dockerfile and takes the context.</source>
        <translation>빌더가 스스로 하는 일로, Dockerfile을 읽고 컨텍스트를 받습니다.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>When</source>
        <translation>시점</translation>
    </message>
</context>
<context>
    <name>strata::BuildView</name>
    <message>
        <source>No build yet</source>
        <translation>아직 빌드가 없습니다</translation>
    </message>
    <message>
        <source>A build is shown here while it runs: its stages side by side, with the time and the output of every step.</source>
        <translation>빌드가 실행되는 동안 스테이지를 나란히, 단계마다 시간과 출력을 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stop this build</source>
        <translation>이 빌드를 멈춥니다</translation>
    </message>
    <message>
        <source>Copy Command</source>
        <translation>명령 복사</translation>
    </message>
    <message>
        <source>Copy the docker command that does the same</source>
        <translation>같은 일을 하는 docker 명령 복사</translation>
    </message>
    <message>
        <source>Save Log…</source>
        <translation>로그 저장…</translation>
    </message>
    <message>
        <source>Save all that the steps printed as a text file</source>
        <translation>모든 단계의 출력을 텍스트 파일로 저장합니다</translation>
    </message>
    <message>
        <source>Warnings of the builder</source>
        <translation>빌더 경고</translation>
    </message>
    <message>
        <source>Steps by stages</source>
        <translation>스테이지별 단계</translation>
    </message>
    <message>
        <source>Parts of the step</source>
        <translation>단계의 부분</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>로그를 읽는 중…</translation>
    </message>
    <message>
        <source>The log of this build is not kept any more.</source>
        <translation>이 빌드의 로그는 더 이상 보관되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Go to Line %1</source>
        <translation>%1행으로 이동</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%2단계 중 %1단계</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1단계</translation>
    </message>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n단계</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 from the cache</source>
        <translation>캐시에서 %1</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1행: %2</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>경고 1개</translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>경고 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a step to see what it printed.</source>
        <translation>단계를 고르면 출력을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>This step printed nothing.</source>
        <translation>이 단계는 아무것도 출력하지 않았습니다.</translation>
    </message>
    <message>
        <source>This step has printed nothing yet.</source>
        <translation>이 단계는 아직 아무것도 출력하지 않았습니다.</translation>
    </message>
    <message>
        <source>Save the build&apos;s log</source>
        <translation>빌드 로그 저장</translation>
    </message>
    <message>
        <source>Text files (*.log *.txt)</source>
        <translation>텍스트 파일 (*.log *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>The log was not saved</source>
        <translation>로그를 저장하지 못했습니다</translation>
    </message>
    <message>
        <source>Show or hide them</source>
        <translation>보이거나 숨깁니다</translation>
    </message>
    <message>
        <source>Go to the line</source>
        <translation>그 줄로 이동</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>경고</translation>
    </message>
</context>
<context>
    <name>strata::BuilderPage</name>
    <message>
        <source>No Dockerfile is open</source>
        <translation>열린 Dockerfile이 없습니다</translation>
    </message>
    <message>
        <source>Write one, and see what each line makes of the image before it is built.</source>
        <translation>Dockerfile을 작성하면, 빌드하기 전에 각 줄이 이미지를 어떻게 만드는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Dockerfiles</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Builds</source>
        <translation>빌드</translation>
    </message>
    <message>
        <source>Build cache</source>
        <translation>빌드 캐시</translation>
    </message>
    <message>
        <source>%1, as built</source>
        <translation>%1(빌드 당시)</translation>
    </message>
    <message>
        <source>New Dockerfile</source>
        <translation>새 Dockerfile</translation>
    </message>
    <message>
        <source>From the history of an image…</source>
        <translation>이미지의 기록에서 만들기…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Open a Dockerfile</source>
        <translation>Dockerfile 열기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>서식 정리</translation>
    </message>
    <message>
        <source>Put blanks and capitals in order</source>
        <translation>공백과 대소문자를 정리합니다</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>빌드</translation>
    </message>
    <message>
        <source>Save the file and build it</source>
        <translation>파일을 저장하고 빌드합니다</translation>
    </message>
    <message>
        <source>Dockerfile of an image</source>
        <translation>이미지의 Dockerfile</translation>
    </message>
    <message>
        <source>The Dockerfile is made again from the history of this image, as far as that tells:</source>
        <translation>이 이미지의 기록으로 알 수 있는 만큼 Dockerfile을 다시 만듭니다:</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>%1에서 만듦</translation>
    </message>
    <message>
        <source>There is no Dockerfile of %1.</source>
        <translation>%1의 Dockerfile이 없습니다.</translation>
    </message>
    <message>
        <source>Builder</source>
        <translation>빌더</translation>
    </message>
    <message>
        <source>%1 cannot be opened.</source>
        <translation>%1을(를) 열 수 없습니다.</translation>
    </message>
    <message>
        <source>New Dockerfile %1</source>
        <translation>새 Dockerfile %1</translation>
    </message>
</context>
<context>
    <name>strata::Builds</name>
    <message>
        <source>A large build context</source>
        <translation>큰 빌드 컨텍스트</translation>
    </message>
    <message>
        <source>%1 would be sent to the engine.</source>
        <translation>%1이(가) 엔진으로 전송됩니다.</translation>
    </message>
    <message>
        <source>The largest in it are:
%1

What the image does not need can be left out with a file named .dockerignore.</source>
        <translation>그 가운데 가장 큰 것:
%1

이미지에 필요하지 않은 것은 .dockerignore라는 파일로 제외할 수 있습니다.</translation>
    </message>
    <message>
        <source>Build anyway</source>
        <translation>그래도 빌드</translation>
    </message>
    <message>
        <source>There is no engine to build with.</source>
        <translation>빌드할 엔진이 없습니다.</translation>
    </message>
    <message>
        <source>Looking at the context…</source>
        <translation>컨텍스트를 살펴보는 중…</translation>
    </message>
    <message>
        <source>There is no context.</source>
        <translation>컨텍스트가 없습니다.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1행: %2</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>엔진이 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Another engine was chosen meanwhile.</source>
        <translation>그사이에 다른 엔진이 선택되었습니다.</translation>
    </message>
    <message>
        <source>%1 cannot be sent: %2</source>
        <translation>%1 항목을 보낼 수 없습니다: %2</translation>
    </message>
</context>
<context>
    <name>strata::BusyIndicator</name>
    <message>
        <source>Busy</source>
        <translation>작업 중</translation>
    </message>
</context>
<context>
    <name>strata::ChangeChoice</name>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>모든 변경</translation>
    </message>
    <message>
        <source>A added</source>
        <translation>A 추가됨</translation>
    </message>
    <message>
        <source>M modified</source>
        <translation>M 수정됨</translation>
    </message>
    <message>
        <source>D deleted</source>
        <translation>D 삭제됨</translation>
    </message>
    <message>
        <source>U unchanged</source>
        <translation>U 그대로</translation>
    </message>
</context>
<context>
    <name>strata::CodeEditor</name>
    <message numerus="yes">
        <source>⋯ %n lines</source>
        <translation>
            <numerusform>⋯ %n줄</numerusform>
        </translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>잘라내기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>모두 선택(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>찾기(&amp;F)…</translation>
    </message>
    <message>
        <source>R&amp;eplace…</source>
        <translation>바꾸기(&amp;E)…</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>다음 찾기(&amp;N)</translation>
    </message>
    <message>
        <source>Find Pre&amp;vious</source>
        <translation>이전 찾기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go to Line…</source>
        <translation>줄로 이동(&amp;G)…</translation>
    </message>
    <message>
        <source>Toggle Co&amp;mment</source>
        <translation>주석 전환(&amp;M)</translation>
    </message>
    <message>
        <source>Move Lines U&amp;p</source>
        <translation>줄 위로 이동(&amp;P)</translation>
    </message>
    <message>
        <source>Move Lines D&amp;own</source>
        <translation>줄 아래로 이동(&amp;O)</translation>
    </message>
    <message>
        <source>Du&amp;plicate Lines</source>
        <translation>줄 복제(&amp;P)</translation>
    </message>
    <message>
        <source>De&amp;lete Lines</source>
        <translation>줄 삭제(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Complete</source>
        <translation>자동 완성(&amp;C)</translation>
    </message>
    <message>
        <source>Show &amp;Information</source>
        <translation>정보 보기(&amp;I)</translation>
    </message>
    <message>
        <source>Go to &amp;Definition</source>
        <translation>정의로 이동(&amp;D)</translation>
    </message>
    <message>
        <source>Rena&amp;me…</source>
        <translation>이름 바꾸기(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Quick Fix…</source>
        <translation>빠른 수정(&amp;Q)…</translation>
    </message>
    <message>
        <source>&amp;Next Problem</source>
        <translation>다음 문제(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous Problem</source>
        <translation>이전 문제(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Fold</source>
        <translation>접기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Unfold</source>
        <translation>펼치기(&amp;U)</translation>
    </message>
    <message>
        <source>Fold &amp;All</source>
        <translation>모두 접기(&amp;A)</translation>
    </message>
    <message>
        <source>Unfold A&amp;ll</source>
        <translation>모두 펼치기(&amp;L)</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>확대(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>축소(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Usual Size</source>
        <translation>원래 크기(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Wrap Long Lines</source>
        <translation>긴 줄 바꿈(&amp;W)</translation>
    </message>
    <message>
        <source>Show &amp;Blanks</source>
        <translation>공백 표시(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Tab Leaves the Editor</source>
        <translation>Tab으로 편집기 나가기(&amp;T)</translation>
    </message>
    <message>
        <source>Tab leaves the editor</source>
        <translation>Tab 키로 편집기를 나갑니다</translation>
    </message>
    <message>
        <source>Tab indents</source>
        <translation>Tab 키로 들여씁니다</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>줄(&amp;L)</translation>
    </message>
    <message>
        <source>F&amp;olding</source>
        <translation>접기(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
</context>
<context>
    <name>strata::CodeView</name>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>찾기…</translation>
    </message>
    <message>
        <source>Find in the text</source>
        <translation>텍스트에서 찾기</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>이전 결과</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>다음 결과</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾을 수 없음</translation>
    </message>
    <message>
        <source>More than %L1 matches</source>
        <translation>%L1개 넘게 찾음</translation>
    </message>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n개 찾음</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::CommandRow</name>
    <message>
        <source>The docker command that does the same</source>
        <translation>같은 일을 하는 docker 명령</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the docker command that does the same</source>
        <translation>같은 일을 하는 docker 명령 복사</translation>
    </message>
</context>
<context>
    <name>strata::CompareButton</name>
    <message>
        <source>Compare with…</source>
        <translation>비교…</translation>
    </message>
    <message>
        <source>Show which files this image has otherwise than another one</source>
        <translation>이 이미지가 다른 이미지와 다르게 가진 파일을 보여 줍니다</translation>
    </message>
    <message>
        <source>An archive…</source>
        <translation>아카이브…</translation>
    </message>
    <message>
        <source>Compare with an archive</source>
        <translation>아카이브와 비교</translation>
    </message>
</context>
<context>
    <name>strata::ComparisonModel</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
</context>
<context>
    <name>strata::ComparisonView</name>
    <message>
        <source>Reading both images…</source>
        <translation>두 이미지를 읽는 중…</translation>
    </message>
    <message>
        <source>Filter by name or /path…</source>
        <translation>이름이나 /경로로 거르기…</translation>
    </message>
    <message>
        <source>Files that differ</source>
        <translation>서로 다른 파일</translation>
    </message>
    <message>
        <source>The images cannot be compared</source>
        <translation>이미지를 비교할 수 없습니다</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%L1 added, %L2 modified, %L3 deleted</source>
        <translation>추가 %L1, 수정 %L2, 삭제 %L3</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%2에서 %1로</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) in common</source>
        <translation>
            <numerusform>공통 레이어 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>The images were not compared</source>
        <translation>이미지를 비교하지 않았습니다</translation>
    </message>
    <message>
        <source>Reading was cancelled.</source>
        <translation>읽기를 취소했습니다.</translation>
    </message>
</context>
<context>
    <name>strata::Completion</name>
    <message>
        <source>Completions</source>
        <translation>자동 완성 목록</translation>
    </message>
</context>
<context>
    <name>strata::ConfirmationDialog</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… 외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>What goes and what stays</source>
        <translation>없어지는 것과 남는 것</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>strata::ContainerCommands</name>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Start the selected containers</source>
        <translation>선택한 컨테이너를 시작합니다</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Ask the selected containers to end, and kill those that do not in time</source>
        <translation>선택한 컨테이너에 종료를 요청하고, 제때 끝나지 않으면 강제 종료합니다</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Stop and start the selected containers</source>
        <translation>선택한 컨테이너를 중지했다가 시작합니다</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Freeze the selected containers; they keep their memory</source>
        <translation>선택한 컨테이너를 멈춥니다. 메모리는 그대로 유지됩니다</translation>
    </message>
    <message>
        <source>Unpause</source>
        <translation>일시 정지 해제</translation>
    </message>
    <message>
        <source>Let paused containers go on</source>
        <translation>일시 정지된 컨테이너를 계속 실행합니다</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>강제 종료</translation>
    </message>
    <message>
        <source>End the selected containers at once (SIGKILL)</source>
        <translation>선택한 컨테이너를 즉시 끝냅니다(SIGKILL)</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Give the container another name (F2)</source>
        <translation>컨테이너의 이름을 바꿉니다(F2)</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>제거…</translation>
    </message>
    <message>
        <source>Remove the selected containers (Delete)</source>
        <translation>선택한 컨테이너를 제거합니다(Delete)</translation>
    </message>
    <message>
        <source>Stop all…</source>
        <translation>모두 중지…</translation>
    </message>
    <message>
        <source>Stop every running container</source>
        <translation>실행 중인 컨테이너를 모두 중지합니다</translation>
    </message>
    <message>
        <source>Remove all…</source>
        <translation>모두 제거…</translation>
    </message>
    <message>
        <source>Remove every container</source>
        <translation>모든 컨테이너를 제거합니다</translation>
    </message>
    <message>
        <source>Prune…</source>
        <translation>정리…</translation>
    </message>
    <message>
        <source>Remove all stopped containers</source>
        <translation>중지된 컨테이너 모두 제거</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>이름 복사</translation>
    </message>
    <message>
        <source>Copy the containers&apos; names</source>
        <translation>컨테이너의 이름을 복사합니다</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>ID 복사</translation>
    </message>
    <message>
        <source>Copy the containers&apos; IDs</source>
        <translation>컨테이너의 ID를 복사합니다</translation>
    </message>
    <message>
        <source>Show image</source>
        <translation>이미지 보기</translation>
    </message>
    <message>
        <source>Go to the image that the container was made from</source>
        <translation>컨테이너를 만든 이미지로 이동합니다</translation>
    </message>
    <message>
        <source>end at once</source>
        <translation>즉시 끝내기</translation>
    </message>
    <message>
        <source>end in order</source>
        <translation>정상적으로 끝내기</translation>
    </message>
    <message>
        <source>interrupt, as Ctrl+C does</source>
        <translation>Ctrl+C처럼 중단하기</translation>
    </message>
    <message>
        <source>read the configuration again</source>
        <translation>설정 다시 읽기</translation>
    </message>
    <message>
        <source>quit with a core dump</source>
        <translation>코어 덤프를 남기고 끝내기</translation>
    </message>
    <message>
        <source>the program&apos;s own meaning</source>
        <translation>프로그램이 정한 동작</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Other signal…</source>
        <translation>다른 신호…</translation>
    </message>
    <message>
        <source>Send a signal</source>
        <translation>신호 보내기</translation>
    </message>
    <message>
        <source>A signal by name or number, such as SIGWINCH or 28:</source>
        <translation>신호의 이름이나 번호(예: SIGWINCH, 28):</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>This is neither a signal&apos;s name nor its number.</source>
        <translation>신호의 이름도 번호도 아닙니다.</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 이름 바꾸기</translation>
    </message>
    <message>
        <source>New name:</source>
        <translation>새 이름:</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Another container has this name.</source>
        <translation>같은 이름의 다른 컨테이너가 있습니다.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Write all files of the container into an archive</source>
        <translation>컨테이너의 모든 파일을 아카이브로 씁니다</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 내보내기</translation>
    </message>
</context>
<context>
    <name>strata::ContainerDetailsPane</name>
    <message>
        <source>Details of the selected container</source>
        <translation>선택한 컨테이너의 세부 정보</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>레이어</translation>
    </message>
</context>
<context>
    <name>strata::ContainerPresentation</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>1 container</source>
        <translation>컨테이너 1개</translation>
    </message>
    <message numerus="yes">
        <source>%n containers</source>
        <translation>
            <numerusform>컨테이너 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%2개 중 %1개 실행 중</translation>
    </message>
    <message>
        <source>%1
Since about %2</source>
        <translation>%1
%2쯤부터</translation>
    </message>
    <message>
        <source>Limit: %1</source>
        <translation>한도: %1</translation>
    </message>
</context>
<context>
    <name>strata::ContainerReading</name>
    <message>
        <source>container %1</source>
        <translation>컨테이너 %1</translation>
    </message>
    <message>
        <source>All its files are more than %1.</source>
        <translation>모든 파일을 합치면 %1보다 많습니다.</translation>
    </message>
</context>
<context>
    <name>strata::ContainersDialog</name>
    <message>
        <source>What they have written into their own layers is lost; its size is being measured…</source>
        <translation>컨테이너가 자신의 레이어에 쓴 내용은 사라집니다. 크기를 재는 중…</translation>
    </message>
    <message>
        <source>What they have written into their own layers is lost.</source>
        <translation>컨테이너가 자신의 레이어에 쓴 내용은 사라집니다.</translation>
    </message>
    <message>
        <source>They have written nothing into their own layers.</source>
        <translation>컨테이너가 자신의 레이어에 쓴 내용은 없습니다.</translation>
    </message>
    <message>
        <source>What they have written into their own layers is lost: %1.</source>
        <translation>컨테이너가 자신의 레이어에 쓴 내용이 사라집니다: %1.</translation>
    </message>
    <message>
        <source>What it has written into its own layer is lost; its size is being measured…</source>
        <translation>자신의 레이어에 쓴 것이 사라집니다. 크기를 재고 있습니다…</translation>
    </message>
    <message>
        <source>What it has written into its own layer is lost.</source>
        <translation>자신의 레이어에 쓴 것이 사라집니다.</translation>
    </message>
    <message>
        <source>It has written nothing into its own layer.</source>
        <translation>자신의 레이어에 쓴 것이 없습니다.</translation>
    </message>
    <message>
        <source>What it has written into its own layer is lost: %1.</source>
        <translation>자신의 레이어에 쓴 것이 사라집니다: %1.</translation>
    </message>
</context>
<context>
    <name>strata::ContainersPage</name>
    <message>
        <source>Running only</source>
        <translation>실행 중만</translation>
    </message>
    <message>
        <source>Hide containers that do not run</source>
        <translation>실행 중이 아닌 컨테이너를 숨깁니다</translation>
    </message>
    <message>
        <source>Group by project</source>
        <translation>프로젝트별로 묶기</translation>
    </message>
    <message>
        <source>Show the containers of a compose project below it</source>
        <translation>compose 프로젝트의 컨테이너를 그 아래에 보여 줍니다</translation>
    </message>
    <message>
        <source>Filter containers…</source>
        <translation>컨테이너 걸러 보기…</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>컨테이너</translation>
    </message>
    <message>
        <source>No containers yet</source>
        <translation>아직 컨테이너가 없습니다</translation>
    </message>
    <message>
        <source>A container is a program that runs from an image, apart from the rest of the system. Run one:</source>
        <translation>컨테이너는 이미지에서 시작하여 시스템의 나머지와 떨어져 실행되는 프로그램입니다. 하나 실행해 보세요:</translation>
    </message>
    <message>
        <source>No container is selected</source>
        <translation>선택한 컨테이너가 없습니다</translation>
    </message>
    <message>
        <source>Select one to see how it is and how it was made.</source>
        <translation>컨테이너를 선택하면 상태와 설정을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Project %1</source>
        <translation>프로젝트 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n containers selected</source>
        <translation>
            <numerusform>컨테이너 %n개 선택함</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 are running. Actions are done to all of them.</source>
        <translation>%2개 중 %1개가 실행 중입니다. 작업은 모두에 적용됩니다.</translation>
    </message>
    <message>
        <source>Container · %1</source>
        <translation>컨테이너 · %1</translation>
    </message>
</context>
<context>
    <name>strata::DetailsPane</name>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>This could not be read</source>
        <translation>읽을 수 없습니다</translation>
    </message>
</context>
<context>
    <name>strata::DockerfileAssistant</name>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>New name, at all its places:</source>
        <translation>모든 위치에 적용할 새 이름:</translation>
    </message>
</context>
<context>
    <name>strata::DockerfilePage</name>
    <message>
        <source>Choose a Dockerfile…</source>
        <translation>Dockerfile 선택…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>연결 해제</translation>
    </message>
    <message>
        <source>This image was not built from this file</source>
        <translation>이 이미지는 이 파일로 빌드한 것이 아닙니다</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile 내용</translation>
    </message>
    <message>
        <source>The Dockerfile of this image</source>
        <translation>이 이미지의 Dockerfile</translation>
    </message>
    <message>
        <source>%1 cannot be shown: %2</source>
        <translation>%1을(를) 보여 줄 수 없습니다: %2</translation>
    </message>
    <message>
        <source>No Dockerfile is known for this image</source>
        <translation>이 이미지의 Dockerfile을 알 수 없습니다</translation>
    </message>
    <message>
        <source>There are no lines to show</source>
        <translation>보여 줄 줄이 없습니다</translation>
    </message>
    <message>
        <source>Choose the one that it was built from, and each layer has its line.</source>
        <translation>이 이미지를 빌드한 Dockerfile을 선택하면 레이어마다 해당하는 줄이 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>strata::DockerfileView</name>
    <message>
        <source>Change…</source>
        <translation>변경…</translation>
    </message>
    <message>
        <source>Choose the folder whose files COPY and ADD take</source>
        <translation>COPY와 ADD가 파일을 가져올 폴더를 선택합니다</translation>
    </message>
    <message>
        <source>Take the file</source>
        <translation>파일의 내용 사용</translation>
    </message>
    <message>
        <source>Show what is in the file now; it can be undone</source>
        <translation>지금 파일에 있는 내용을 보여 줍니다. 실행 취소할 수 있습니다</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>내 변경 유지</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Write one</source>
        <translation>작성하기</translation>
    </message>
    <message>
        <source>Write a .dockerignore that fits the template</source>
        <translation>템플릿에 맞는 .dockerignore를 작성합니다</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>빌드</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>문제(%1)</translation>
    </message>
    <message>
        <source>The file is not there any more. Saving writes it again.</source>
        <translation>파일이 더 이상 없습니다. 저장하면 다시 만들어집니다.</translation>
    </message>
    <message>
        <source>Some lines of this file end in CR LF and some in LF. Saved, all end in CR LF.</source>
        <translation>이 파일에는 CR LF로 끝나는 줄과 LF로 끝나는 줄이 섞여 있습니다. 저장하면 모두 CR LF로 끝납니다.</translation>
    </message>
    <message>
        <source>Some lines of this file end in CR LF and some in LF. Saved, all end in LF.</source>
        <translation>이 파일에는 CR LF로 끝나는 줄과 LF로 끝나는 줄이 섞여 있습니다. 저장하면 모두 LF로 끝납니다.</translation>
    </message>
    <message>
        <source>%1 (not saved yet)</source>
        <translation>%1(아직 저장 안 됨)</translation>
    </message>
    <message>
        <source>Context: none yet; it is the folder that the file is saved in</source>
        <translation>컨텍스트: 아직 없음. 파일을 저장한 폴더가 컨텍스트가 됩니다</translation>
    </message>
    <message>
        <source>Context: %1 (%2)</source>
        <translation>컨텍스트: %1(%2)</translation>
    </message>
    <message>
        <source>Context: %1: %2</source>
        <translation>컨텍스트: %1: %2</translation>
    </message>
    <message>
        <source>Context: %1 (being looked at…)</source>
        <translation>컨텍스트: %1(살펴보는 중…)</translation>
    </message>
    <message>
        <source>It cannot be formatted: %1</source>
        <translation>서식을 정리할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>The file was changed by another program, and you have changes that are not saved.</source>
        <translation>다른 프로그램이 파일을 바꾸었고, 저장하지 않은 변경 내용이 있습니다.</translation>
    </message>
    <message>
        <source>The build context</source>
        <translation>빌드 컨텍스트</translation>
    </message>
    <message>
        <source>It was not saved: %1</source>
        <translation>저장하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>This folder has no .dockerignore, so all of it is sent to the builder.</source>
        <translation>이 폴더에 .dockerignore가 없으므로 폴더 전체가 빌더로 전송됩니다.</translation>
    </message>
    <message>
        <source>Save the Dockerfile</source>
        <translation>Dockerfile 저장</translation>
    </message>
    <message>
        <source>Close the Dockerfile</source>
        <translation>Dockerfile 닫기</translation>
    </message>
    <message>
        <source>Save the changes of %1?</source>
        <translation>%1의 변경 내용을 저장할까요?</translation>
    </message>
    <message>
        <source>What is not saved is lost otherwise.</source>
        <translation>저장하지 않은 내용은 사라집니다.</translation>
    </message>
    <message>
        <source>Look for waste</source>
        <translation>낭비 찾기</translation>
    </message>
    <message>
        <source>Show which lines waste how much of the image</source>
        <translation>어느 줄이 이미지를 얼마나 낭비하는지 보기</translation>
    </message>
    <message>
        <source>Another program has changed %1 since it was opened.</source>
        <translation>%1 파일을 연 뒤에 다른 프로그램이 바꾸었습니다.</translation>
    </message>
    <message>
        <source>What it wrote is lost when the file is saved now.</source>
        <translation>지금 저장하면 그 프로그램이 쓴 내용은 사라집니다.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>덮어쓰기</translation>
    </message>
</context>
<context>
    <name>strata::DuplicatesModel</name>
    <message>
        <source>Could be saved</source>
        <translation>아낄 수 있는 크기</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>사본</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>경로</translation>
    </message>
</context>
<context>
    <name>strata::EmptyState</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>명령 복사</translation>
    </message>
</context>
<context>
    <name>strata::EngineSwitcher</name>
    <message>
        <source>local</source>
        <translation>로컬</translation>
    </message>
    <message>
        <source>local, rootless</source>
        <translation>로컬, rootless</translation>
    </message>
    <message>
        <source>Podman</source>
        <translation>Podman</translation>
    </message>
    <message>
        <source>Podman, rootless</source>
        <translation>Podman, rootless</translation>
    </message>
    <message>
        <source>%1 %2, API %3</source>
        <translation>%1 %2, API %3</translation>
    </message>
    <message>
        <source>Which container engine this window shows</source>
        <translation>이 창이 보여 주는 컨테이너 엔진</translation>
    </message>
    <message>
        <source>no engine</source>
        <translation>엔진 없음</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Engine: %1</source>
        <translation>엔진: %1</translation>
    </message>
    <message>
        <source>Engines on this computer</source>
        <translation>이 컴퓨터의 엔진</translation>
    </message>
    <message>
        <source>Other address…</source>
        <translation>다른 주소…</translation>
    </message>
    <message>
        <source>%1: cannot be read</source>
        <translation>%1: 읽을 수 없음</translation>
    </message>
    <message>
        <source>%1: asking…</source>
        <translation>%1: 확인 중…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: does not answer</source>
        <translation>%1: 응답 없음</translation>
    </message>
    <message>
        <source>Another engine</source>
        <translation>다른 엔진</translation>
    </message>
    <message>
        <source>Address of the engine, such as unix:///run/user/1000/docker.sock</source>
        <translation>엔진의 주소(예: unix:///run/user/1000/docker.sock)</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>연결</translation>
    </message>
</context>
<context>
    <name>strata::EntryModel</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>소유자</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>수정한 때</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>경로</translation>
    </message>
</context>
<context>
    <name>strata::ExportOperation</name>
    <message>
        <source>Export %1</source>
        <translation>%1 내보내기</translation>
    </message>
</context>
<context>
    <name>strata::FileDownload</name>
    <message>
        <source>%1 written, %2</source>
        <translation>%1 저장함, %2</translation>
    </message>
</context>
<context>
    <name>strata::FileMap</name>
    <message>
        <source>To the folder above (Backspace)</source>
        <translation>위 폴더로 (Backspace)</translation>
    </message>
    <message>
        <source>To the folder above</source>
        <translation>위 폴더로</translation>
    </message>
    <message>
        <source>Files as areas, by size</source>
        <translation>크기에 따른 면적으로 본 파일</translation>
    </message>
    <message>
        <source>Enter or a double click goes into a folder.</source>
        <translation>Enter 키나 두 번 클릭으로 폴더 안으로 들어갑니다.</translation>
    </message>
</context>
<context>
    <name>strata::FilePreview</name>
    <message>
        <source>Reading the file…</source>
        <translation>파일을 읽는 중…</translation>
    </message>
    <message>
        <source>Content of the file</source>
        <translation>파일 내용</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>파일을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>The first %1 of %2</source>
        <translation>%2 중 처음 %1</translation>
    </message>
    <message>
        <source>%1 × %2 pixels, %3</source>
        <translation>%1 × %2 픽셀, %3</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>strata::FileReading</name>
    <message>
        <source>The engine of this image is not there any more.</source>
        <translation>이 이미지의 엔진이 더 이상 없습니다.</translation>
    </message>
</context>
<context>
    <name>strata::FileUpload</name>
    <message>
        <source>%1 of %2 sent</source>
        <translation>%2 중 %1 보냄</translation>
    </message>
    <message>
        <source>All sent; the engine is at work</source>
        <translation>모두 보냈습니다. 엔진이 처리하고 있습니다</translation>
    </message>
</context>
<context>
    <name>strata::FilterField</name>
    <message>
        <source>Filter…</source>
        <translation>걸러 보기…</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>걸러 보기</translation>
    </message>
</context>
<context>
    <name>strata::FindBar</name>
    <message>
        <source>Find and replace</source>
        <translation>찾기와 바꾸기</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Replace (%1)</source>
        <translation>바꾸기(%1)</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>찾기…</translation>
    </message>
    <message>
        <source>Find in the text</source>
        <translation>텍스트에서 찾기</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>대소문자 구분</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>단어 단위</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>정규식</translation>
    </message>
    <message>
        <source>In the selection only</source>
        <translation>선택한 곳에서만</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>이전 결과</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>다음 결과</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Replace with…</source>
        <translation>바꿀 내용…</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>바꿀 내용</translation>
    </message>
    <message>
        <source>With a regular expression, \1 to \9 are what its groups found, \0 is the whole match.</source>
        <translation>정규식에서는 \1부터 \9까지가 그룹이 찾은 것이고, \0은 찾은 것 전체입니다.</translation>
    </message>
    <message>
        <source>Replace All</source>
        <translation>모두 바꾸기</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾을 수 없음</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L2개 중 %L1번째</translation>
    </message>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>결과 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>The search was given up: this pattern takes too long on this text. A simpler one may do.</source>
        <translation>찾기를 그만두었습니다. 이 패턴은 이 텍스트에서 너무 오래 걸립니다. 더 단순한 패턴을 써 보십시오.</translation>
    </message>
    <message>
        <source>The pattern is wrong at character %1: %2</source>
        <translation>패턴의 %1번째 글자가 잘못되었습니다: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n개를 바꾸었습니다</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::Finder</name>
    <message>
        <source>Find an image, a container or an action</source>
        <translation>이미지, 컨테이너 또는 동작 찾기</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>찾은 결과</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Action · %1</source>
        <translation>동작 · %1</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <comment>menu and entry</comment>
        <translation>%1 › %2</translation>
    </message>
</context>
<context>
    <name>strata::Forecaster</name>
    <message>
        <source>Measured: the files that it takes from the context.</source>
        <translation>측정값: 컨텍스트에서 가져오는 파일의 크기입니다.</translation>
    </message>
    <message>
        <source>From the history of an image that has this layer.</source>
        <translation>이 레이어가 있는 이미지의 기록에서 얻은 값입니다.</translation>
    </message>
    <message>
        <source>From the build cache.</source>
        <translation>빌드 캐시에서 얻은 값입니다.</translation>
    </message>
    <message>
        <source>What it was in the last build; it is done anew, so it may differ.</source>
        <translation>마지막 빌드에서의 값입니다. 새로 실행하므로 달라질 수 있습니다.</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>캐시됨</translation>
    </message>
    <message>
        <source>rebuilds</source>
        <translation>다시 빌드</translation>
    </message>
    <message>
        <source>rebuilds: %1</source>
        <translation>다시 빌드: %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>unknown: %1</source>
        <translation>알 수 없음: %1</translation>
    </message>
    <message numerus="yes">
        <source>All %n step(s) come from the cache</source>
        <translation>
            <numerusform>%n단계 모두 캐시에서 가져옴</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n step(s) rebuild</source>
        <translation>
            <numerusform>%n단계 중 %1단계 다시 빌드</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 unknown</source>
        <translation>, 알 수 없음 %1</translation>
    </message>
</context>
<context>
    <name>strata::FoundFilesView</name>
    <message>
        <source>Go to the file</source>
        <translation>파일로 이동</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>경로 복사</translation>
    </message>
</context>
<context>
    <name>strata::GoToLineBar</name>
    <message>
        <source>&amp;Go to line:</source>
        <translation>이동할 줄(&amp;G):</translation>
    </message>
    <message>
        <source>Line to go to</source>
        <translation>이동할 줄</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>1 to %L1, or line:column</source>
        <translation>1부터 %L1까지, 또는 줄:칸</translation>
    </message>
    <message>
        <source>There is no such line: 1 to %L1</source>
        <translation>그런 줄이 없습니다: 1부터 %L1까지</translation>
    </message>
</context>
<context>
    <name>strata::Gutter</name>
    <message>
        <source>Line numbers, signs and folding</source>
        <translation>줄 번호, 표시, 접기</translation>
    </message>
</context>
<context>
    <name>strata::HelpButton</name>
    <message>
        <source>What is an image?</source>
        <translation>이미지란 무엇인가요?</translation>
    </message>
    <message>
        <source>An image is a program with everything it needs, as a pile of layers. Each layer holds the files that one step of the build added or changed. Layers never change, so images that begin alike share them: “Shared” is the part of the size that others use too.</source>
        <translation>이미지는 프로그램과 그 프로그램에 필요한 모든 것을 레이어로 쌓아 놓은 것입니다. 각 레이어에는 빌드의 한 단계에서 더하거나 바꾼 파일이 들어 있습니다. 레이어는 바뀌지 않으므로 시작이 같은 이미지들은 레이어를 공유합니다. “공유”는 크기 가운데 다른 이미지도 함께 쓰는 부분입니다.</translation>
    </message>
    <message>
        <source>A tag such as shop/api:1.4 is only a name that points to an image and can be moved to another one. The ID, a digest, names the content itself and never moves. An image without any name is called dangling.</source>
        <translation>shop/api:1.4 같은 태그는 이미지를 가리키는 이름일 뿐이어서 다른 이미지로 옮길 수 있습니다. 다이제스트인 ID는 내용 자체를 가리키며 결코 바뀌지 않습니다. 이름이 하나도 없는 이미지를 dangling 이미지라고 합니다.</translation>
    </message>
    <message>
        <source>What is a container?</source>
        <translation>컨테이너란 무엇인가요?</translation>
    </message>
    <message>
        <source>A container is a running (or stopped) copy of an image. The image&apos;s layers are read only; what the program writes goes into a thin layer of the container&apos;s own: copy on write.</source>
        <translation>컨테이너는 실행 중이거나 중지된 이미지의 사본입니다. 이미지의 레이어는 읽기 전용이고, 프로그램이 쓰는 내용은 컨테이너 자신의 얇은 레이어에 기록됩니다(copy on write).</translation>
    </message>
    <message>
        <source>Stopping keeps that layer, removing the container deletes it. What should outlive the container belongs in a volume. Ports join a port of this computer to one inside the container.</source>
        <translation>중지하면 그 레이어는 남고, 컨테이너를 제거하면 함께 삭제됩니다. 컨테이너보다 오래 남아야 하는 것은 볼륨에 두세요. 포트는 이 컴퓨터의 포트를 컨테이너 안의 포트와 이어 줍니다.</translation>
    </message>
    <message>
        <source>What is a registry account?</source>
        <translation>레지스트리 계정이란?</translation>
    </message>
    <message>
        <source>A registry keeps images for others to pull. Public ones need no account. To push, or to pull what is private, the registry wants to know who you are.</source>
        <translation>레지스트리는 다른 사람이 풀할 수 있도록 이미지를 보관합니다. 공개 이미지에는 계정이 필요 없습니다. 푸시하거나 비공개 이미지를 풀하려면 레지스트리가 누구인지 알아야 합니다.</translation>
    </message>
    <message>
        <source>Use a token rather than your password: it can be limited to what is needed, and revoked by itself. It is kept in the desktop&apos;s keychain, encrypted with your session&apos;s password; Strata and the docker command read it there when a registry asks.</source>
        <translation>비밀번호보다 토큰을 쓰세요. 필요한 권한만 줄 수 있고 따로 폐기할 수 있습니다. 토큰은 세션 비밀번호로 암호화된 데스크톱 키체인에 보관되며, 레지스트리가 물으면 Strata와 docker 명령이 거기서 읽습니다.</translation>
    </message>
    <message>
        <source>What is in a layer?</source>
        <translation>레이어에는 무엇이 있나요?</translation>
    </message>
    <message>
        <source>A layer holds the files that one instruction of the build added or changed, and a mark for each file that it deleted. A container sees all layers of its image from above: of each path the uppermost file, and none where the mark is on top.</source>
        <translation>레이어에는 빌드의 명령 하나가 더하거나 바꾼 파일과, 지운 파일마다 남긴 표시가 들어 있습니다. 컨테이너는 이미지의 모든 레이어를 위에서 내려다봅니다. 경로마다 맨 위의 파일이 보이고, 맨 위에 지움 표시가 있으면 보이지 않습니다.</translation>
    </message>
    <message>
        <source>What a layer replaced or deleted is still in the layer below and is still stored, pulled and pushed: it is wasted. So clean up in the instruction that made the mess, not in a later one.</source>
        <translation>레이어가 바꾸거나 지운 파일은 아래 레이어에 그대로 남아 계속 저장되고 풀과 푸시도 됩니다. 낭비되는 것입니다. 그러니 나중 명령이 아니라 파일을 만든 바로 그 명령에서 치우세요.</translation>
    </message>
    <message>
        <source>What does a build do?</source>
        <translation>빌드는 무엇을 하나요?</translation>
    </message>
    <message>
        <source>A Dockerfile says step by step how an image is made. Most steps add a layer; some, such as ENV and CMD, only change how the image is run. COPY takes files from the build context, the folder that is sent to the engine without what .dockerignore names.</source>
        <translation>Dockerfile은 이미지를 만드는 방법을 단계별로 적은 것입니다. 대부분의 단계는 레이어를 하나 더하고, ENV나 CMD 같은 일부는 이미지를 실행하는 방법만 바꿉니다. COPY는 빌드 컨텍스트에서 파일을 가져옵니다. 빌드 컨텍스트는 .dockerignore에 적힌 것을 빼고 엔진으로 보내는 폴더입니다.</translation>
    </message>
    <message>
        <source>A step that was done before is taken from the build cache, as long as its text, its files and every step above it are the same. So put what seldom changes first, and copy what changes often as late as you can.</source>
        <translation>전에 했던 단계는 그 글과 파일, 그리고 위의 모든 단계가 같으면 빌드 캐시에서 가져옵니다. 그래서 드물게 바뀌는 것을 먼저 두고, 자주 바뀌는 것은 되도록 늦게 복사하십시오.</translation>
    </message>
</context>
<context>
    <name>strata::HelpDrawing</name>
    <message>
        <source>your program</source>
        <translation>내 프로그램</translation>
    </message>
    <message>
        <source>its libraries</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>다른 프로그램</translation>
    </message>
    <message>
        <source>base layers, stored once for both</source>
        <translation>기본 레이어: 한 번만 저장해 함께 씀</translation>
    </message>
    <message>
        <source>layers never change; an image is a pile of them</source>
        <translation>레이어는 바뀌지 않으며, 이미지는 레이어를 쌓은 것입니다</translation>
    </message>
    <message>
        <source>its own changes</source>
        <translation>자신이 바꾼 내용</translation>
    </message>
    <message>
        <source>layers of the image, read only</source>
        <translation>이미지의 레이어(읽기 전용)</translation>
    </message>
    <message>
        <source>removing a container removes the dashed layer only</source>
        <translation>컨테이너를 제거하면 점선 레이어만 없어집니다</translation>
    </message>
    <message>
        <source>stored once for both</source>
        <translation>한 번만 저장해 함께 씀</translation>
    </message>
    <message>
        <source>both read the token here</source>
        <translation>둘 다 여기서 토큰을 읽습니다</translation>
    </message>
    <message>
        <source>desktop keychain, encrypted</source>
        <translation>암호화된 데스크톱 키체인</translation>
    </message>
    <message>
        <source>and show it only to the registry it is for</source>
        <translation>그리고 해당 레지스트리에만 보여 줍니다</translation>
    </message>
    <message>
        <source>registry, such as Docker Hub</source>
        <translation>Docker Hub 같은 레지스트리</translation>
    </message>
    <message>
        <source>D cache</source>
        <translation>D 캐시</translation>
    </message>
    <message>
        <source>seen: program and the new config</source>
        <translation>보이는 것: 프로그램과 새 설정</translation>
    </message>
    <message>
        <source>wasted: the old config and cache, stored all the same</source>
        <translation>낭비: 예전 설정과 캐시, 그래도 저장됨</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>캐시됨</translation>
    </message>
    <message>
        <source>a file changed</source>
        <translation>파일이 바뀜</translation>
    </message>
    <message>
        <source>so it is done again</source>
        <translation>그래서 다시 함</translation>
    </message>
</context>
<context>
    <name>strata::HistoryPresentation</name>
    <message>
        <source>Instruction</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Changes only the configuration, adds no files.</source>
        <translation>설정만 바꾸고 파일은 더하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>strata::HistoryView</name>
    <message>
        <source>Instructions, the newest first</source>
        <translation>명령(최신순)</translation>
    </message>
    <message>
        <source>The selected instruction in full</source>
        <translation>선택한 명령 전체</translation>
    </message>
    <message>
        <source>Configuration only</source>
        <translation>설정만</translation>
    </message>
    <message>
        <source>Adds %1</source>
        <translation>%1 추가</translation>
    </message>
</context>
<context>
    <name>strata::Hover</name>
    <message>
        <source>Information</source>
        <translation>정보</translation>
    </message>
</context>
<context>
    <name>strata::ImageCommands</name>
    <message>
        <source>Remove…</source>
        <translation>제거…</translation>
    </message>
    <message>
        <source>Remove the selected images (Delete)</source>
        <translation>선택한 이미지를 제거합니다(Delete)</translation>
    </message>
    <message>
        <source>Remove all…</source>
        <translation>모두 제거…</translation>
    </message>
    <message>
        <source>Remove every image</source>
        <translation>모든 이미지를 제거합니다</translation>
    </message>
    <message>
        <source>Prune dangling…</source>
        <translation>이름 없는 이미지 정리…</translation>
    </message>
    <message>
        <source>Remove images that have no name and that no container uses</source>
        <translation>이름이 없고 어떤 컨테이너도 쓰지 않는 이미지를 제거합니다</translation>
    </message>
    <message>
        <source>Prune unused…</source>
        <translation>사용하지 않는 이미지 정리…</translation>
    </message>
    <message>
        <source>Remove all images that no container uses</source>
        <translation>어떤 컨테이너도 쓰지 않는 이미지를 모두 제거합니다</translation>
    </message>
    <message>
        <source>Copy reference</source>
        <translation>참조 복사</translation>
    </message>
    <message>
        <source>Copy repository and tag</source>
        <translation>저장소와 태그를 복사합니다</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>ID 복사</translation>
    </message>
    <message>
        <source>Copy the images&apos; IDs</source>
        <translation>이미지의 ID를 복사합니다</translation>
    </message>
    <message>
        <source>Copy digest</source>
        <translation>다이제스트 복사</translation>
    </message>
    <message>
        <source>Copy repository and digest, which name exactly this content</source>
        <translation>바로 이 내용을 가리키는 저장소와 다이제스트를 복사합니다</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>태그…</translation>
    </message>
    <message>
        <source>Give the image another name (F2)</source>
        <translation>이미지에 다른 이름을 붙입니다(F2)</translation>
    </message>
    <message>
        <source>Tag %1</source>
        <translation>%1에 태그 붙이기</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>The image has this name already.</source>
        <translation>이 이미지에 이미 있는 이름입니다.</translation>
    </message>
    <message>
        <source>Not begun, because not all containers that use them could be removed.</source>
        <translation>이미지를 쓰는 컨테이너를 모두 제거하지 못해 시작하지 않았습니다.</translation>
    </message>
    <message>
        <source>Not begun, because the removal of the containers that use them did not come to its end.</source>
        <translation>이미지를 쓰는 컨테이너의 제거가 끝나지 않아 시작하지 않았습니다.</translation>
    </message>
    <message>
        <source>It is called %1.</source>
        <translation>지금 이름: %1</translation>
    </message>
    <message>
        <source>More names for this image, such as shop/web:1.5, with blanks between them:</source>
        <translation>이 이미지의 다른 이름(예: shop/web:1.5). 여러 개는 빈칸으로 나눕니다:</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>strata::ImageDetailsPane</name>
    <message>
        <source>Details of the selected image</source>
        <translation>선택한 이미지의 세부 정보</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>컨테이너</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>사용하는 곳</translation>
    </message>
    <message>
        <source>Enter shows the container</source>
        <translation>Enter 키를 누르면 컨테이너를 보여 줍니다</translation>
    </message>
    <message>
        <source>No container was made from this image.</source>
        <translation>이 이미지로 만든 컨테이너가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… 외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>레이어</translation>
    </message>
</context>
<context>
    <name>strata::ImagePresentation</name>
    <message>
        <source>Bytes in layers that other images have too. They stay when this image is removed.</source>
        <translation>다른 이미지에도 있는 레이어의 크기입니다. 이 이미지를 제거해도 남습니다.</translation>
    </message>
    <message>
        <source>How many containers were made from the image.</source>
        <translation>이 이미지로 만든 컨테이너의 수입니다.</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>저장소</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>공유</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>사용하는 곳</translation>
    </message>
    <message>
        <source>1 tag</source>
        <translation>태그 1개</translation>
    </message>
    <message numerus="yes">
        <source>%n tags</source>
        <translation>
            <numerusform>태그 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message>
        <source>%1, newer at the registry</source>
        <translation>%1, 레지스트리에 더 새로운 이미지 있음</translation>
    </message>
    <message>
        <source>The registry has a newer image under this name. Pull it to get it.</source>
        <translation>레지스트리에 이 이름의 더 새로운 이미지가 있습니다. 풀하면 받을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>strata::ImageReading</name>
    <message>
        <source>It holds no image.</source>
        <translation>이미지가 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The engine of this image is not there any more.</source>
        <translation>이 이미지의 엔진이 더 이상 없습니다.</translation>
    </message>
</context>
<context>
    <name>strata::ImagesPage</name>
    <message>
        <source>Prune</source>
        <translation>정리</translation>
    </message>
    <message>
        <source>Remove what is not needed, after showing what that is</source>
        <translation>필요 없는 것을 먼저 보여 준 뒤 제거합니다</translation>
    </message>
    <message>
        <source>Group by repository</source>
        <translation>저장소별로 묶기</translation>
    </message>
    <message>
        <source>Show the tags of a repository below it</source>
        <translation>저장소의 태그를 그 아래에 보여 줍니다</translation>
    </message>
    <message>
        <source>Filter images…</source>
        <translation>이미지 걸러 보기…</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>아직 이미지가 없습니다</translation>
    </message>
    <message>
        <source>An image is what containers are made from. Get one from a registry:</source>
        <translation>컨테이너는 이미지로 만듭니다. 레지스트리에서 하나 받아 보세요:</translation>
    </message>
    <message>
        <source>No image is selected</source>
        <translation>선택한 이미지가 없습니다</translation>
    </message>
    <message>
        <source>Select one to see what made it, how it is configured and who uses it.</source>
        <translation>이미지를 선택하면 어떻게 만들어졌는지, 어떻게 설정되어 있는지, 어디에서 쓰는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>1 image under several names</source>
        <translation>이름이 여러 개인 이미지 1개</translation>
    </message>
    <message numerus="yes">
        <source>%n images selected</source>
        <translation>
            <numerusform>이미지 %n개 선택함</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags, together %1. Removing all of them would free %2.</source>
        <translation>
            <numerusform>태그 %n개, 모두 %1. 모두 제거하면 %2이(가) 확보됩니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Image · %1</source>
        <translation>이미지 · %1</translation>
    </message>
</context>
<context>
    <name>strata::ImportOperation</name>
    <message>
        <source>Import %1</source>
        <translation>%1 가져오기</translation>
    </message>
    <message>
        <source>%1 imported</source>
        <translation>%1 가져옴</translation>
    </message>
</context>
<context>
    <name>strata::InputDialog</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>strata::KeyValueView</name>
    <message numerus="yes">
        <source>%n more are not shown.</source>
        <translation>
            <numerusform>%n개는 표시하지 않았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy everything</source>
        <translation>모두 복사</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
</context>
<context>
    <name>strata::LayerCommands</name>
    <message>
        <source>Look into layers</source>
        <translation>레이어 들여다보기</translation>
    </message>
    <message>
        <source>Show what each layer of the selected image holds, in a window of its own</source>
        <translation>선택한 이미지의 레이어마다 무엇이 들어 있는지 별도의 창에서 보여 줍니다</translation>
    </message>
    <message>
        <source>Look into an archive…</source>
        <translation>아카이브 들여다보기…</translation>
    </message>
    <message>
        <source>Show the layers of images in a file, without loading them</source>
        <translation>파일에 든 이미지의 레이어를 불러오지 않고 보여 줍니다</translation>
    </message>
    <message>
        <source>Look into an archive</source>
        <translation>아카이브 들여다보기</translation>
    </message>
    <message>
        <source>Layers in %1</source>
        <translation>%1에 든 레이어</translation>
    </message>
    <message>
        <source>Layers of %1</source>
        <translation>%1의 레이어</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Show which files the newer one of two selected images has otherwise than the older one</source>
        <translation>선택한 두 이미지 가운데 새 이미지의 파일이 옛 이미지와 어떻게 다른지 보여 줍니다</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1, %2 비교</translation>
    </message>
</context>
<context>
    <name>strata::LayerFilesModel</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>소유자</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>수정한 때</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>%1 → %2 (hard link)</source>
        <translation>%1 → %2(하드 링크)</translation>
    </message>
</context>
<context>
    <name>strata::LayerInspector</name>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>낭비</translation>
    </message>
    <message>
        <source>The selected layer</source>
        <translation>선택한 레이어</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Layers, the lowest first</source>
        <translation>레이어(맨 아래부터)</translation>
    </message>
    <message>
        <source>Wasted is what no container of the image can see: files that a later layer deleted or replaced. Efficiency is what can be seen, of all bytes in files.</source>
        <translation>낭비는 이 이미지의 어떤 컨테이너도 볼 수 없는 것, 곧 나중 레이어가 지우거나 바꾼 파일입니다. 효율은 파일의 전체 바이트 가운데 보이는 것의 비율입니다.</translation>
    </message>
    <message>
        <source>In this layer</source>
        <translation>이 레이어에서</translation>
    </message>
    <message>
        <source>Up to here</source>
        <translation>여기까지</translation>
    </message>
    <message>
        <source>What a container of the layers up to the selected one sees</source>
        <translation>선택한 레이어까지로 만든 컨테이너가 보는 것</translation>
    </message>
    <message>
        <source>Filter by name or /path…</source>
        <translation>이름이나 /경로로 거르기…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>모든 종류</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>링크</translation>
    </message>
    <message>
        <source>Devices and pipes</source>
        <translation>장치와 파이프</translation>
    </message>
    <message>
        <source>setuid or setgid</source>
        <translation>setuid 또는 setgid 파일</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>가장 큰 것</translation>
    </message>
    <message>
        <source>Select the largest file that is shown</source>
        <translation>보이는 파일 가운데 가장 큰 것을 선택합니다</translation>
    </message>
    <message>
        <source>Show content</source>
        <translation>내용 보기</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>Go to the layer that made it so</source>
        <translation>이렇게 만든 레이어로 가기</translation>
    </message>
    <message>
        <source>Wasted files, the largest first</source>
        <translation>낭비된 파일(큰 것부터)</translation>
    </message>
    <message>
        <source>Wasted (%L1)</source>
        <translation>낭비 (%L1)</translation>
    </message>
    <message>
        <source>Efficiency %1: containers see %2 of %3.</source>
        <translation>효율 %1: 컨테이너에 %3 중 %2가 보입니다.</translation>
    </message>
    <message>
        <source>%1 are wasted.</source>
        <translation>%1가 낭비됩니다.</translation>
    </message>
    <message>
        <source>%1 are there more than once.</source>
        <translation>%1는 같은 내용이 여러 번 들어 있습니다.</translation>
    </message>
    <message>
        <source>layer %1: %2</source>
        <translation>레이어 %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) and folder(s)</source>
        <translation>
            <numerusform>파일과 폴더 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>Contents that are there more than once</source>
        <translation>여러 번 들어 있는 내용</translation>
    </message>
    <message>
        <source>Duplicates (%L1)</source>
        <translation>중복 (%L1)</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n layer(s) are read.</source>
        <translation>
            <numerusform>레이어 %n개 중 %1개를 읽었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wasted</source>
        <translation>낭비된 것이 없습니다</translation>
    </message>
    <message>
        <source>Containers see every file of every layer: no layer deletes or replaces what another one brought.</source>
        <translation>컨테이너는 모든 레이어의 모든 파일을 봅니다. 다른 레이어가 가져온 것을 지우거나 바꾼 레이어가 없습니다.</translation>
    </message>
    <message>
        <source>Nothing is there twice</source>
        <translation>중복된 것이 없습니다</translation>
    </message>
    <message>
        <source>No two files have the same content.</source>
        <translation>내용이 같은 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>지도</translation>
    </message>
    <message>
        <source>Not all layers are read yet</source>
        <translation>아직 모든 레이어를 읽지 않았습니다</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Hide the layers of the base image</source>
        <translation>기반 이미지의 레이어 숨기기</translation>
    </message>
    <message>
        <source>Leave out the layers of the base image, and files that are as it has them: %1</source>
        <translation>기반 이미지의 레이어와 그대로인 파일을 표시하지 않습니다: %1</translation>
    </message>
    <message>
        <source>Select the largest file</source>
        <translation>가장 큰 파일 선택</translation>
    </message>
    <message>
        <source>What the selected layer added, modified and deleted, and files that it has once more as they were</source>
        <translation>선택한 레이어가 추가, 수정, 삭제한 것과 그대로 다시 담은 파일</translation>
    </message>
</context>
<context>
    <name>strata::LayerListModel</name>
    <message>
        <source>(no instruction is known)</source>
        <translation>(알려진 명령 없음)</translation>
    </message>
    <message>
        <source>Changes only the configuration, adds no files.</source>
        <translation>설정만 바꾸고 파일은 더하지 않습니다.</translation>
    </message>
    <message>
        <source>%1 bytes in files; %2 as a tar, %3 as it is stored</source>
        <translation>파일 %1바이트, tar로 %2, 저장된 크기 %3</translation>
    </message>
    <message>
        <source>%1 added, %2 modified, %3 deleted; folders are counted</source>
        <translation>추가 %1, 수정 %2, 삭제 %3(폴더 포함)</translation>
    </message>
    <message>
        <source>Files of this layer that no container sees: another layer replaced or deleted them.</source>
        <translation>어떤 컨테이너도 보지 못하는 이 레이어의 파일입니다. 다른 레이어가 바꾸거나 지웠습니다.</translation>
    </message>
    <message>
        <source>+ added, ~ modified, − deleted</source>
        <translation>+ 추가, ~ 수정, − 삭제</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>낭비</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>다른 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>base, %1</source>
        <translation>기반, %1</translation>
    </message>
    <message>
        <source>Shared with</source>
        <translation>함께 쓰는 이미지</translation>
    </message>
    <message>
        <source>This layer is not read yet.</source>
        <translation>이 레이어는 아직 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>The line is similar, not the same.</source>
        <translation>같은 줄이 아니라 비슷한 줄입니다.</translation>
    </message>
    <message>
        <source>The line in the Dockerfile</source>
        <translation>Dockerfile의 해당 줄</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>줄</translation>
    </message>
</context>
<context>
    <name>strata::LayersView</name>
    <message>
        <source>without a name</source>
        <translation>이름 없음</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Read the layers</source>
        <translation>레이어 읽기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>The layers were not read yet</source>
        <translation>레이어를 아직 읽지 않았습니다</translation>
    </message>
    <message>
        <source>The engine sends the whole image for that, %1.</source>
        <translation>그러려면 엔진이 이미지 전체(%1)를 보내야 합니다.</translation>
    </message>
    <message>
        <source>Reading the layers…</source>
        <translation>레이어를 읽는 중…</translation>
    </message>
    <message>
        <source>The layers cannot be shown</source>
        <translation>레이어를 보여 줄 수 없습니다</translation>
    </message>
    <message>
        <source>Incomplete: %1</source>
        <translation>불완전함: %1</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>다시 읽기</translation>
    </message>
    <message>
        <source>What the container changed was not read.</source>
        <translation>컨테이너가 바꾼 내용을 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>Reading was cancelled.</source>
        <translation>읽기를 취소했습니다.</translation>
    </message>
    <message>
        <source>Reading what the container changed…</source>
        <translation>컨테이너가 바꾼 내용을 읽는 중…</translation>
    </message>
    <message>
        <source>What the container changed is not known: %1</source>
        <translation>컨테이너가 바꾼 내용을 알 수 없습니다: %1</translation>
    </message>
    <message>
        <source>The top layer is what the container changed until %1.</source>
        <translation>맨 위 레이어는 %1까지 컨테이너가 바꾼 내용입니다.</translation>
    </message>
    <message>
        <source>It was not read again.</source>
        <translation>다시 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>It was not read again: %1</source>
        <translation>다시 읽지 못했습니다: %1</translation>
    </message>
</context>
<context>
    <name>strata::LineWasteModel</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message>
        <source>The largest: %1, %2</source>
        <translation>가장 큰 것: %1, %2</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>낭비</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>온 곳</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>일어난 일</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
</context>
<context>
    <name>strata::LinkBanner</name>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>명령 복사</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>%1. What you see is from %2. Strata connects again by itself.</source>
        <translation>%1. 보이는 내용은 %2 기준입니다. Strata가 저절로 다시 연결합니다.</translation>
    </message>
</context>
<context>
    <name>strata::LoadDialog</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>docker archive</source>
        <translation>docker 아카이브</translation>
    </message>
    <message>
        <source>OCI layout</source>
        <translation>OCI 레이아웃</translation>
    </message>
    <message>
        <source>file system</source>
        <translation>파일 시스템</translation>
    </message>
    <message>
        <source>another archive</source>
        <translation>다른 아카이브</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>이름 없음</translation>
    </message>
    <message>
        <source>without a name, %1</source>
        <translation>이름 없음, %1</translation>
    </message>
    <message>
        <source>Load images</source>
        <translation>이미지 불러오기</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>불러오기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Import as a file system…</source>
        <translation>파일 시스템으로 가져오기…</translation>
    </message>
    <message>
        <source>Make an image of one layer from the files</source>
        <translation>이 파일들로 레이어 하나짜리 이미지를 만듭니다</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>플랫폼</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>세부 정보</translation>
    </message>
    <message>
        <source>Images in the archive</source>
        <translation>아카이브의 이미지</translation>
    </message>
    <message>
        <source>Files in the archive</source>
        <translation>아카이브의 파일</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 읽는 중…</translation>
    </message>
    <message>
        <source>It holds the files of a system and no image. It can be imported as an image of one layer.</source>
        <translation>이미지가 아니라 시스템의 파일이 들어 있습니다. 레이어 하나짜리 이미지로 가져올 수 있습니다.</translation>
    </message>
    <message>
        <source>It holds no image.</source>
        <translation>이미지가 들어 있지 않습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>레이어 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>%1에 만듦</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>%1 in the archive</source>
        <translation>아카이브에서 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Files of %1</source>
        <translation>%1의 파일</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>이미지 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 안에 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n archive(s)</source>
        <translation>
            <numerusform>아카이브 %n개: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::LoadOperation</name>
    <message>
        <source>Load %1</source>
        <translation>%1 불러오기</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>불러옴</translation>
    </message>
    <message>
        <source>Loaded: %1</source>
        <translation>불러옴: %1</translation>
    </message>
</context>
<context>
    <name>strata::LogLines</name>
    <message>
        <source>line %1: %2</source>
        <translation>%1행: %2</translation>
    </message>
    <message>
        <source>%1 more bytes in this line</source>
        <translation>이 행에 %1바이트 더 있음</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Follow the End</source>
        <translation>끝 따라가기</translation>
    </message>
</context>
<context>
    <name>strata::LoginDialog</name>
    <message>
        <source>Log in to a registry</source>
        <translation>레지스트리에 로그인</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Use it for this run only</source>
        <translation>이번 실행 동안만 쓰기</translation>
    </message>
    <message>
        <source>&amp;Registry:</source>
        <translation>레지스트리(&amp;R):</translation>
    </message>
    <message>
        <source>&amp;User name:</source>
        <translation>사용자 이름(&amp;U):</translation>
    </message>
    <message>
        <source>&amp;Token or password:</source>
        <translation>토큰 또는 비밀번호(&amp;T):</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Take the token from the clipboard</source>
        <translation>클립보드에서 토큰을 가져옵니다</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>파일에서…</translation>
    </message>
    <message>
        <source>Take the token from a file, such as .access_token</source>
        <translation>.access_token 같은 파일에서 토큰을 가져옵니다</translation>
    </message>
    <message>
        <source>Create a token…</source>
        <translation>토큰 만들기…</translation>
    </message>
    <message>
        <source>Opens the registry&apos;s page in the browser</source>
        <translation>브라우저에서 레지스트리의 페이지를 엽니다</translation>
    </message>
    <message>
        <source>Token from a file</source>
        <translation>파일의 토큰</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1: 읽을 수 없습니다. %2</translation>
    </message>
    <message>
        <source>it is too large.</source>
        <translation>너무 큽니다.</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1에 묻는 중…</translation>
    </message>
    <message>
        <source>Storing it in the keychain…</source>
        <translation>키체인에 저장하는 중…</translation>
    </message>
    <message>
        <source>The account is right, but it could not be stored: %1</source>
        <translation>계정은 맞지만 저장하지 못했습니다. %1</translation>
    </message>
</context>
<context>
    <name>strata::Logins</name>
    <message>
        <source>There is no account for this registry.</source>
        <translation>이 레지스트리의 계정이 없습니다.</translation>
    </message>
    <message>
        <source>An engine is needed to try an account, and none is there.</source>
        <translation>계정을 시험하려면 엔진이 필요한데 없습니다.</translation>
    </message>
</context>
<context>
    <name>strata::MainWindow</name>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Engine and finder</source>
        <translation>엔진과 찾기</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>무엇이든 찾기</translation>
    </message>
    <message>
        <source>Find anything   %1</source>
        <translation>무엇이든 찾기   %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>엔진(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Filter the list</source>
        <translation>목록 걸러 보기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>새로 고침(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>작업(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;%1</source>
        <comment>menu of a page, such as Images</comment>
        <translation>%1</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Strata</source>
        <translation>Strata 정보(&amp;A)</translation>
    </message>
    <message>
        <source>About Strata</source>
        <translation>Strata 정보</translation>
    </message>
    <message>
        <source>A native desktop for Docker on Linux. It talks to the engine of this computer and to nobody else.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>리눅스를 위한 Docker 데스크톱 프로그램입니다. 이 컴퓨터의 엔진하고만 통신합니다.

GNU 일반 공중 사용 허가서 버전 3 이상에 따라 배포되는 자유 소프트웨어입니다.</translation>
    </message>
</context>
<context>
    <name>strata::NewerCheck</name>
    <message>
        <source>Look for newer images of %1</source>
        <translation>%1의 새 이미지 확인</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: was never pulled from there or pushed there</source>
        <translation>%1: 그곳에서 풀하거나 그곳으로 푸시한 적이 없습니다</translation>
    </message>
    <message>
        <source>%1: the registry has a newer image</source>
        <translation>%1: 레지스트리에 더 새로운 이미지가 있습니다</translation>
    </message>
    <message>
        <source>%1: is up to date</source>
        <translation>%1: 최신입니다</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
    <message>
        <source>No newer images</source>
        <translation>더 새로운 이미지 없음</translation>
    </message>
    <message>
        <source>Newer: %1</source>
        <translation>더 새로운 것: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) could not be asked about</source>
        <translation>
            <numerusform>이름 %n개는 확인하지 못했습니다</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::OperationModel</name>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>시작</translation>
    </message>
</context>
<context>
    <name>strata::PreviewModel</name>
    <message>
        <source>layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>layer, if it changes files</source>
        <translation>파일이 바뀌면 레이어</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>메타데이터</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Adds a layer to the image.</source>
        <translation>이미지에 레이어를 추가합니다.</translation>
    </message>
    <message>
        <source>The classic builder adds a layer only when files change.</source>
        <translation>클래식 빌더는 파일이 바뀔 때만 레이어를 추가합니다.</translation>
    </message>
    <message>
        <source>Changes how the image is run, and adds a line to its history. It takes no space.</source>
        <translation>이미지를 실행하는 방식을 바꾸고 기록에 한 줄을 추가합니다. 공간을 차지하지 않습니다.</translation>
    </message>
    <message>
        <source>Leaves nothing in the image.</source>
        <translation>이미지에 아무것도 남기지 않습니다.</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>스테이지 %1</translation>
    </message>
    <message>
        <source>being asked for</source>
        <translation>조회 중</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s), here</source>
        <comment>of a base image</comment>
        <translation>
            <numerusform>레이어 %n개, 여기에 있음</numerusform>
        </translation>
    </message>
    <message>
        <source>not here; in its registry</source>
        <translation>여기에 없음, 레지스트리에 있음</translation>
    </message>
    <message>
        <source>not here: %1</source>
        <translation>여기에 없음: %1</translation>
    </message>
    <message>
        <source>%1 — the target</source>
        <translation>%1 — 대상</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>필요 없음</translation>
    </message>
    <message>
        <source>from nothing (scratch)</source>
        <translation>빈 상태에서 시작(scratch)</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1에서 시작</translation>
    </message>
    <message>
        <source>another stage</source>
        <translation>다른 스테이지</translation>
    </message>
    <message>
        <source>%1 packed</source>
        <comment>compressed size</comment>
        <translation>압축 시 %1</translation>
    </message>
    <message>
        <source>~%1</source>
        <comment>about so many bytes</comment>
        <translation>~%1</translation>
    </message>
    <message>
        <source>ONBUILD of the base: %1</source>
        <translation>기반 이미지의 ONBUILD: %1</translation>
    </message>
    <message>
        <source>Nobody knows how large this layer will be before it was built once.</source>
        <translation>한 번 빌드하기 전에는 이 레이어가 얼마나 클지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>명령어</translation>
    </message>
    <message>
        <source>Makes</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>캐시</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>빌드 결과</translation>
    </message>
</context>
<context>
    <name>strata::PreviewView</name>
    <message>
        <source>Preview of the image</source>
        <translation>이미지 미리 보기</translation>
    </message>
    <message>
        <source>No stage yet</source>
        <translation>아직 스테이지가 없습니다</translation>
    </message>
    <message>
        <source>A Dockerfile begins with FROM: the image that it builds on.</source>
        <translation>Dockerfile은 바탕이 되는 이미지를 지정하는 FROM으로 시작합니다.</translation>
    </message>
    <message>
        <source>&amp;Target:</source>
        <translation>대상(&amp;T):</translation>
    </message>
    <message>
        <source>the last stage</source>
        <translation>마지막 스테이지</translation>
    </message>
    <message>
        <source>%1 (is not there)</source>
        <translation>%1(없음)</translation>
    </message>
</context>
<context>
    <name>strata::ProblemsModel</name>
    <message>
        <source>error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>조언</translation>
    </message>
    <message>
        <source>hint</source>
        <translation>힌트</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>줄</translation>
    </message>
</context>
<context>
    <name>strata::ProblemsView</name>
    <message>
        <source>Problems of the Dockerfile</source>
        <translation>Dockerfile의 문제</translation>
    </message>
    <message>
        <source>Nothing to complain about</source>
        <translation>지적할 문제가 없습니다</translation>
    </message>
    <message>
        <source>Fix it</source>
        <translation>수정</translation>
    </message>
    <message>
        <source>Ignore here</source>
        <translation>여기서 무시</translation>
    </message>
    <message>
        <source>Say with a comment above the instruction that this is meant</source>
        <translation>명령어 위에 주석을 달아 의도한 것임을 밝힙니다</translation>
    </message>
</context>
<context>
    <name>strata::PruneContainersDialog</name>
    <message>
        <source>Remove all stopped containers?</source>
        <translation>중지된 컨테이너를 모두 제거할까요?</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>제거됨</translation>
    </message>
    <message>
        <source>Every container runs, so nothing would be removed.</source>
        <translation>모든 컨테이너가 실행 중이므로 제거할 것이 없습니다.</translation>
    </message>
    <message>
        <source>1 container is removed.</source>
        <translation>컨테이너 1개를 제거합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n containers are removed.</source>
        <translation>
            <numerusform>컨테이너 %n개를 제거합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Running and paused containers, images and volumes stay.</source>
        <translation>실행 중이거나 일시 정지된 컨테이너, 이미지, 볼륨은 남습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>strata::PruneImagesDialog</name>
    <message>
        <source>Remove all dangling images?</source>
        <translation>이름 없는 이미지를 모두 제거할까요?</translation>
    </message>
    <message>
        <source>Remove all unused images?</source>
        <translation>사용하지 않는 이미지를 모두 제거할까요?</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>Dangling images have no name and no container uses them.</source>
        <translation>이름이 없고 어떤 컨테이너도 쓰지 않는 이미지입니다.</translation>
    </message>
    <message>
        <source>Unused images are those that no container uses, running or not.</source>
        <translation>실행 여부와 관계없이 어떤 컨테이너도 쓰지 않는 이미지입니다.</translation>
    </message>
    <message>
        <source>There are none, so nothing would be removed.</source>
        <translation>해당하는 이미지가 없으므로 제거할 것이 없습니다.</translation>
    </message>
    <message>
        <source>1 image is deleted, which frees %1.</source>
        <translation>이미지 1개를 삭제하여 %1을(를) 확보합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n images are deleted, which frees %1.</source>
        <translation>
            <numerusform>이미지 %n개를 삭제하여 %1을(를) 확보합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Only the name goes</source>
        <translation>이름만 없어짐</translation>
    </message>
    <message>
        <source>Images in use keep one name each; their other names go.</source>
        <translation>사용 중인 이미지는 이름을 하나씩만 남기고 나머지 이름은 사라집니다.</translation>
    </message>
</context>
<context>
    <name>strata::PullDialog</name>
    <message>
        <source>Pull an image</source>
        <translation>이미지 풀</translation>
    </message>
    <message>
        <source>Operating system and processor; leave it empty for those of the engine</source>
        <translation>운영 체제와 프로세서입니다. 비워 두면 엔진의 것을 씁니다</translation>
    </message>
    <message>
        <source>&amp;All tags of the repository</source>
        <translation>저장소의 모든 태그(&amp;A)</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>풀</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>&amp;Image:</source>
        <translation>이미지(&amp;I):</translation>
    </message>
    <message>
        <source>&amp;Platform:</source>
        <translation>플랫폼(&amp;P):</translation>
    </message>
    <message>
        <source>the engine&apos;s own, %1</source>
        <translation>엔진의 것, %1</translation>
    </message>
    <message>
        <source>For all tags, the name must be without a tag.</source>
        <translation>모든 태그를 받으려면 이름에 태그가 없어야 합니다.</translation>
    </message>
    <message>
        <source>A platform has a system and a processor, such as linux/arm64.</source>
        <translation>플랫폼은 linux/arm64처럼 시스템과 프로세서로 이루어집니다.</translation>
    </message>
    <message>
        <source>Every tag of %1 from %2</source>
        <translation>%2의 %1, 모든 태그</translation>
    </message>
    <message>
        <source>Exactly this content of %1 from %2</source>
        <translation>%2의 %1, 정확히 이 내용</translation>
    </message>
    <message>
        <source>%1 from %2, tag %3</source>
        <translation>%2의 %1, 태그 %3</translation>
    </message>
    <message>
        <source>&amp;Tags and sizes</source>
        <translation>태그와 크기(&amp;T)</translation>
    </message>
    <message>
        <source>Ask the registry what it has under this name</source>
        <translation>이 이름으로 무엇이 있는지 레지스트리에 물어봅니다</translation>
    </message>
    <message>
        <source>official</source>
        <translation>공식</translation>
    </message>
</context>
<context>
    <name>strata::PullOperation</name>
    <message>
        <source>Pull all tags of %1</source>
        <translation>%1의 모든 태그 풀</translation>
    </message>
    <message>
        <source>Pull %1</source>
        <translation>%1 풀</translation>
    </message>
    <message>
        <source>%1 is up to date</source>
        <translation>%1은(는) 최신입니다</translation>
    </message>
    <message>
        <source>%1 pulled</source>
        <translation>%1 풀 완료</translation>
    </message>
    <message numerus="yes">
        <source>%1 pulled: %n layers, %2</source>
        <translation>
            <numerusform>%1 풀 완료: 레이어 %n개, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::PushOperation</name>
    <message>
        <source>Push %1</source>
        <translation>%1 푸시</translation>
    </message>
    <message>
        <source>%1 pushed</source>
        <translation>%1 푸시 완료</translation>
    </message>
    <message>
        <source>%1 pushed: %2</source>
        <translation>%1 푸시 완료: %2</translation>
    </message>
</context>
<context>
    <name>strata::RegistryTransfer</name>
    <message numerus="yes">
        <source>The connection broke; next attempt in %n seconds</source>
        <translation>
            <numerusform>연결이 끊겼습니다. %n초 뒤에 다시 시도합니다</numerusform>
        </translation>
    </message>
    <message>
        <source>The engine was disconnected.</source>
        <translation>엔진과의 연결이 끊어졌습니다.</translation>
    </message>
    <message>
        <source>Looking for the account</source>
        <translation>계정을 찾는 중</translation>
    </message>
    <message>
        <source>Without an account: %1</source>
        <translation>계정 없이 진행: %1</translation>
    </message>
</context>
<context>
    <name>strata::RegistryView</name>
    <message>
        <source>Log in…</source>
        <translation>로그인…</translation>
    </message>
    <message>
        <source>Filter tags…</source>
        <translation>태그 거르기…</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Images under the tag</source>
        <translation>태그의 이미지</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>플랫폼</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>받을 크기</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>다이제스트</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1에 묻는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <translation>
            <numerusform>태그 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, and more that are not shown</source>
        <translation>%1, 그 밖에 더 있음</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1의 다이제스트: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>레이어 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>not told</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>What a pull fetches, compressed; layers that are here already are left out</source>
        <translation>풀할 때 받는 압축된 크기입니다. 이미 있는 레이어는 빼고 받습니다</translation>
    </message>
</context>
<context>
    <name>strata::RemoveContainersDialog</name>
    <message>
        <source>They are killed first; they get no time to end by themselves.</source>
        <translation>먼저 강제 종료합니다. 스스로 끝날 시간을 주지 않습니다.</translation>
    </message>
    <message>
        <source>Volumes without a name that were made with them, and the data in them. Volumes with a name stay.</source>
        <translation>컨테이너와 함께 만들어진 이름 없는 볼륨과 그 안의 데이터입니다. 이름 있는 볼륨은 남습니다.</translation>
    </message>
    <message>
        <source>Also remove their anonymous volumes</source>
        <translation>이름 없는 볼륨도 제거</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1을(를) 제거할까요?</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n containers?</source>
        <translation>
            <numerusform>컨테이너 %n개를 제거할까요?</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>제거됨</translation>
    </message>
    <message>
        <source>Killed and removed</source>
        <translation>강제 종료하고 제거</translation>
    </message>
    <message>
        <source>Stays, because it runs</source>
        <translation>실행 중이므로 남음</translation>
    </message>
    <message>
        <source>Also remove the one that is running</source>
        <translation>실행 중인 1개도 제거</translation>
    </message>
    <message numerus="yes">
        <source>Also remove the %n that are running</source>
        <translation>
            <numerusform>실행 중인 %n개도 제거</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is removed.</source>
        <translation>제거하는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Kill and remove</source>
        <translation>강제 종료하고 제거</translation>
    </message>
    <message>
        <source>Also remove its anonymous volumes</source>
        <translation>이름 없는 볼륨도 제거</translation>
    </message>
</context>
<context>
    <name>strata::RemoveImagesDialog</name>
    <message>
        <source>What those containers have written into their own layers is lost.</source>
        <translation>그 컨테이너들이 자신의 레이어에 쓴 내용은 사라집니다.</translation>
    </message>
    <message>
        <source>The names go. A stopped container keeps its files, and the space that they take; no new container can be made from the image. An image that a running container uses stays, without a name.</source>
        <translation>이름이 없어집니다. 중지된 컨테이너의 파일과 그 파일이 차지하는 공간은 그대로 남고, 이 이미지로 새 컨테이너를 만들 수 없게 됩니다. 실행 중인 컨테이너가 쓰는 이미지는 이름 없이 남습니다.</translation>
    </message>
    <message>
        <source>Force: remove images although containers use them</source>
        <translation>강제: 컨테이너가 쓰고 있어도 이미지 제거</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1을(를) 제거할까요?</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n images?</source>
        <translation>
            <numerusform>이미지 %n개를 제거할까요?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Also remove the stopped containers that use them: %1</source>
        <translation>이 이미지를 쓰는 중지된 컨테이너도 제거: %1</translation>
    </message>
    <message>
        <source>1 image is deleted, which frees %1.</source>
        <translation>이미지 1개를 삭제하여 %1을(를) 확보합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n images are deleted, which frees %1.</source>
        <translation>
            <numerusform>이미지 %n개를 삭제하여 %1을(를) 확보합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only names are removed; no image is deleted and nothing is freed.</source>
        <translation>이름만 없어집니다. 삭제되는 이미지는 없고 공간도 확보되지 않습니다.</translation>
    </message>
    <message>
        <source>1 cannot be removed as it is.</source>
        <translation>1개는 이대로 제거할 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be removed as they are.</source>
        <translation>
            <numerusform>%n개는 이대로 제거할 수 없습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>Only the name goes</source>
        <translation>이름만 없어짐</translation>
    </message>
    <message>
        <source>Loses its last name, but stays</source>
        <translation>마지막 이름이 없어지지만 남음</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>남음</translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation>이미 없음</translation>
    </message>
    <message>
        <source>used by a running container</source>
        <translation>실행 중인 컨테이너가 사용함</translation>
    </message>
    <message>
        <source>the image stays as %1</source>
        <translation>이미지는 %1(으)로 남음</translation>
    </message>
    <message>
        <source>%1, of which %2 are shared</source>
        <translation>%1(그중 %2 공유)</translation>
    </message>
    <message>
        <source>used by:</source>
        <translation>사용하는 곳:</translation>
    </message>
    <message>
        <source>has several names; remove them, or force it</source>
        <translation>이름이 여러 개입니다. 이름을 모두 제거하거나 강제로 제거하세요</translation>
    </message>
    <message>
        <source>other images are built on it:</source>
        <translation>이 이미지로 만든 다른 이미지:</translation>
    </message>
    <message>
        <source>the image stays</source>
        <translation>이미지는 남음</translation>
    </message>
    <message>
        <source>its space stays with the containers that stand on it</source>
        <translation>그 위에 있는 컨테이너가 공간을 계속 차지함</translation>
    </message>
</context>
<context>
    <name>strata::SaveOperation</name>
    <message>
        <source>Save %1</source>
        <translation>%1 저장</translation>
    </message>
</context>
<context>
    <name>strata::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>strata::StageGraph</name>
    <message>
        <source>Stages</source>
        <translation>스테이지</translation>
    </message>
    <message>
        <source>based on %1</source>
        <translation>%1 기반</translation>
    </message>
    <message>
        <source>The target does not need it, so it is not built.</source>
        <translation>대상에 필요하지 않으므로 빌드하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>strata::StateStack</name>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Asking the engine…</source>
        <translation>엔진에 묻는 중…</translation>
    </message>
</context>
<context>
    <name>strata::StatusLine</name>
    <message>
        <source>State of the connection</source>
        <translation>연결 상태</translation>
    </message>
    <message>
        <source>no engine</source>
        <translation>엔진 없음</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>연결됨</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n개 실행 중</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n CPUs, %1 memory</source>
        <translation>
            <numerusform>CPU %n개, 메모리 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>연결하는 중…</translation>
    </message>
    <message>
        <source>not connected since %1, trying again</source>
        <translation>%1부터 연결되지 않음, 다시 시도하는 중</translation>
    </message>
</context>
<context>
    <name>strata::StopAllDialog</name>
    <message>
        <source>Stop all running containers?</source>
        <translation>실행 중인 컨테이너를 모두 중지할까요?</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>None is running.</source>
        <translation>실행 중인 컨테이너가 없습니다.</translation>
    </message>
    <message>
        <source>1 container is stopped. Nothing is removed; start it again whenever you like.</source>
        <translation>컨테이너 1개를 중지합니다. 제거하는 것은 없으며, 언제든지 다시 시작할 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n containers are stopped. Nothing is removed; start them again whenever you like.</source>
        <translation>
            <numerusform>컨테이너 %n개를 중지합니다. 제거하는 것은 없으며, 언제든지 다시 시작할 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
</context>
<context>
    <name>strata::TablePage</name>
    <message>
        <source>Filter</source>
        <translation>걸러 보기</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>걸러 보기…</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>조건에 맞는 항목이 없습니다</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>조건 지우기</translation>
    </message>
</context>
<context>
    <name>strata::TransferCommands</name>
    <message>
        <source>Pull…</source>
        <translation>풀…</translation>
    </message>
    <message>
        <source>Get an image from a registry</source>
        <translation>레지스트리에서 이미지를 가져옵니다</translation>
    </message>
    <message>
        <source>Push…</source>
        <translation>푸시…</translation>
    </message>
    <message>
        <source>Bring the image to its registry</source>
        <translation>이미지를 레지스트리로 보냅니다</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>불러오기…</translation>
    </message>
    <message>
        <source>Load images from an archive that docker save wrote</source>
        <translation>docker save로 만든 아카이브에서 이미지를 불러옵니다</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Save the selected images into one archive</source>
        <translation>선택한 이미지를 아카이브 하나에 저장합니다</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Make an image of one layer from an archive of a file system</source>
        <translation>파일 시스템 아카이브로 레이어 하나짜리 이미지를 만듭니다</translation>
    </message>
    <message>
        <source>Push %1</source>
        <translation>%1 푸시</translation>
    </message>
    <message>
        <source>Registry, repository and tag to push to:</source>
        <translation>푸시할 레지스트리, 저장소, 태그:</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>푸시</translation>
    </message>
    <message>
        <source>Goes to %1.</source>
        <translation>%1: 이곳으로 보냅니다.</translation>
    </message>
    <message>
        <source>The image gets this name first, and then goes to %1.</source>
        <translation>먼저 이미지에 이 이름을 붙인 뒤 보냅니다. 받는 곳: %1</translation>
    </message>
    <message>
        <source>Load images</source>
        <translation>이미지 불러오기</translation>
    </message>
    <message>
        <source>Save images</source>
        <translation>이미지 저장</translation>
    </message>
    <message>
        <source>Import a file system</source>
        <translation>파일 시스템 가져오기</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Look for newer</source>
        <translation>새 버전 확인</translation>
    </message>
    <message>
        <source>Ask the registries whether they have newer images under the names of the selected ones</source>
        <translation>선택한 이미지의 이름으로 더 새로운 이미지가 있는지 레지스트리에 물어봅니다</translation>
    </message>
    <message>
        <source>Name of the new image (shop/base:1):</source>
        <translation>새 이미지의 이름(shop/base:1):</translation>
    </message>
</context>
<context>
    <name>strata::TransferModel</name>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
</context>
<context>
    <name>strata::TransferOperation</name>
    <message numerus="yes">
        <source>%1 of %n layers</source>
        <translation>
            <numerusform>레이어 %n개 중 %1개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n초 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n분 남음</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>strata::TreeTable</name>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
</context>
<context>
    <name>strata::WasteModel</name>
    <message>
        <source>layer %1</source>
        <translation>레이어 %1</translation>
    </message>
    <message>
        <source>the same layer</source>
        <translation>같은 레이어</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>경로</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>가져온 레이어</translation>
    </message>
    <message>
        <source>Hidden by</source>
        <translation>가린 레이어</translation>
    </message>
</context>
<context>
    <name>strata::WasteView</name>
    <message>
        <source>Look for waste</source>
        <translation>낭비 찾기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Fix it</source>
        <translation>수정</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>들여다보기</translation>
    </message>
    <message>
        <source>Show the layers of the image, and every file in them</source>
        <translation>이미지의 레이어와 그 안의 모든 파일 보기</translation>
    </message>
    <message>
        <source>What is wasted, and by which lines</source>
        <translation>무엇이 어느 줄 때문에 낭비되는지</translation>
    </message>
    <message>
        <source>The connection to the engine was ended while the image was read.</source>
        <translation>이미지를 읽는 동안 엔진과의 연결이 끝났습니다.</translation>
    </message>
    <message>
        <source>Looking for waste…</source>
        <translation>낭비를 찾는 중…</translation>
    </message>
    <message>
        <source>The engine of this image is not there any more.</source>
        <translation>이 이미지의 엔진이 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>Reading the image…</source>
        <translation>이미지를 읽는 중…</translation>
    </message>
    <message>
        <source>The engine sent no image.</source>
        <translation>엔진이 이미지를 보내지 않았습니다.</translation>
    </message>
    <message>
        <source>No byte is wasted</source>
        <translation>낭비되는 바이트가 없습니다</translation>
    </message>
    <message>
        <source>Containers see all %1 in the layers of the image: its efficiency is 100 %.</source>
        <translation>이미지 레이어의 %1이(가) 모두 컨테이너에 보입니다. 효율은 100 %입니다.</translation>
    </message>
    <message>
        <source>The text was changed since the image was built. The next build tells what is still wasted.</source>
        <translation>이미지를 빌드한 뒤에 텍스트가 바뀌었습니다. 아직 낭비되는 것은 다음 빌드에서 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Waste (%1)</source>
        <translation>낭비(%1)</translation>
    </message>
    <message>
        <source>Waste</source>
        <translation>낭비</translation>
    </message>
    <message>
        <source>Nothing was built yet</source>
        <translation>아직 빌드한 것이 없습니다</translation>
    </message>
    <message>
        <source>After a build this tells which lines waste how much of the image.</source>
        <translation>빌드가 끝나면 어느 줄이 이미지를 얼마나 낭비하는지 여기에 나옵니다.</translation>
    </message>
    <message>
        <source>Nobody has looked for waste yet</source>
        <translation>아직 낭비를 찾아보지 않았습니다</translation>
    </message>
    <message>
        <source>The engine sends the whole image for that, %1.</source>
        <translation>그러려면 엔진이 이미지 전체(%1)를 보내야 합니다.</translation>
    </message>
    <message>
        <source>What is wasted is not known</source>
        <translation>무엇이 낭비되는지 알 수 없습니다</translation>
    </message>
</context>
</TS>
