using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Security;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>The single place that classifies failures of the mailbox.</summary>
public static class MailboxFailures
{
    public static bool IsExpected(Exception e) =>
        e is CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or AuthenticationException
            or SslHandshakeException or NotSupportedException or FolderNotFoundException or IOException or SocketException or TimeoutException
            or OperationCanceledException or HttpRequestException;

    /// <summary>What an administrator must repair, in French; null for a temporary failure.</summary>
    internal static string? RepairNotice(Exception e) =>
        e switch
        {
            // Another session holds the mailbox: not a wrong password (RFC 2449 8.1.1).
            AuthenticationException or Pop3CommandException or ImapCommandException when IsBusy(e) => null,
            AuthenticationException => "La boîte des retours refuse l’identifiant ou le mot de passe (réglages Mail:Returns) : les retours ne "
                + "sont plus lus, et attendent dans la boîte.",
            SslHandshakeException => $"La boîte des retours n’offre pas de connexion sûre (réglages Mail:Returns) : {e.Message}. Les retours ne "
                + "sont plus lus, et attendent dans la boîte.",
            NotSupportedException => "La boîte des retours ne propose pas de connexion chiffrée (réglage Mail:Returns:Security) : les retours ne "
                + "sont plus lus, et attendent dans la boîte.",
            FolderNotFoundException => "Le dossier de la boîte des retours n’existe pas (réglage Mail:Returns:Folder) : les retours ne sont plus "
                + "lus, et attendent dans la boîte.",
            _ => null,
        };

    private static bool IsBusy(Exception e) =>
        e.Message.Contains("IN-USE", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("LOGIN-DELAY", StringComparison.OrdinalIgnoreCase)
            || e.Message.Contains("[SYS/TEMP]", StringComparison.OrdinalIgnoreCase)
            || e.Message.Contains("[UNAVAILABLE]", StringComparison.OrdinalIgnoreCase);
}
