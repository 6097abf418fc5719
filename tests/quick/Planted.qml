// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import RelayCore

RelayClient {
    adress: "ws://127.0.0.1" // for the test that expects a warning
}
