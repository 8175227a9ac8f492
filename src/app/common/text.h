// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace strata {

/// Engine data made fit for one line of a table, label or menu: control characters become their visible pictures
/// (U+2400 and up), marks that turn the reading direction become U+FFFD, line breaks "␊"; longer than `limit`
/// characters ends in "…". What the engine said stays untouched in the models.
QString visibleLine(const QString &text, qsizetype limit = 400);

/// The same for text of several lines: line breaks and tabs stay.
QString visibleText(const QString &text);

/// For a raw view: marks that turn the reading direction and the control characters that JSON lets stand as they are
/// are written as \uXXXX, which means the same in JSON.
QByteArray visibleJson(const QByteArray &json);

/// A text for menus and buttons, where "&" would make a shortcut.
QString menuText(const QString &text);

/// A text for a window's title, where "[*]" would be a place for the mark of changes.
QString titleText(const QString &text);

/// "just now", "3 minutes ago", "5 weeks ago"; the steps are docker's (go-units duration.go). Coarser than a minute, so
/// that a slow timer keeps it true. Empty for 0 (unknown).
QString relativeTime(qint64 secondsSince1970, const QDateTime &now = QDateTime::currentDateTimeUtc());

/// How long something has lasted: "under a minute", "3 hours".
QString durationText(qint64 seconds);

/// The exact local time for tooltips and details, in the person's notation with the time zone; empty for 0.
QString exactTime(qint64 secondsSince1970);
QString exactTime(const QDateTime &time); ///< empty when invalid or the engine's year 1

/// Without a value: an en dash.
QString orDash(const QString &text);

} // namespace strata
