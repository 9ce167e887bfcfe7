using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Auditing;

/// <summary>
/// An entry of the audit log: who did what to what, and when. Append-only. Every mail address in it is masked (ASVS 5.0 16.2.5).
/// </summary>
/// <param name="at">UTC.</param>
/// <param name="userId">No foreign key: the entry outlives the account. Null for a command and for an action of a subscriber.</param>
/// <param name="byName">The name shown in the log.</param>
/// <param name="subject">What it was done to, in French. Cut to its length.</param>
public partial class AuditEntry(AuditAction action, DateTime at, int? userId, string byName, string subject)
{
    public const int NameLength = 200;
    public const int SubjectLength = 500;
    public const int ValueLength = 1000;
    public const int NetworkLength = 50;

    /// <summary>How the log names a subscriber.</summary>
    public static string OfSubscriber(int id) => $"Abonné n°\u00A0{id}";

    public int Id { get; private set; }
    public AuditAction Action { get; private set; } = action;
    public DateTime At { get; private set; } = at;
    public int? UserId { get; private set; } = userId;
    public string ByName { get; private set; } = Line(byName, NameLength) ?? "";
    public string Subject { get; private set; } = Line(subject, SubjectLength) ?? "";

    /// <summary>The account that it was done to; null when it was done to something else. No foreign key.</summary>
    public int? AccountId { get; private set; }

    /// <summary>The value before, in French; null where there is none.</summary>
    public string? Before { get; private set; }

    /// <summary>The value after, in French; null where there is none.</summary>
    public string? After { get; private set; }

    /// <summary>The network that the request came from, such as 203.0.113.0/24; null for a command and for the site itself.</summary>
    public string? Network { get; private set; }

    public AuditEntry On(User? account)
    {
        AccountId = account?.Id;
        return this;
    }

    /// <summary>Sets the values before and after. Long ones are cut.</summary>
    public AuditEntry Changing(string? before, string? after)
    {
        (Before, After) = (Line(before, ValueLength), Line(after, ValueLength));
        return this;
    }

    public AuditEntry From(string? network)
    {
        Network = network;
        return this;
    }

    /// <summary>An entry of the same event by the same person, later.</summary>
    /// <param name="after">How often it came.</param>
    public AuditEntry Again(DateTime at, string after) =>
        new AuditEntry(Action, at, UserId, ByName, Subject) { AccountId = AccountId }.Changing(null, after).From(Network);

    /// <summary>One line that fits. What is written here comes from forms and requests, and the log must never make them fail.</summary>
    private static string? Line(string? text, int max)
    {
        var plain = new string([.. (text ?? "").Select(c => Text.HasForbiddenCharacter(c.ToString()) ? ' ' : c)]);
        var line = MailAddress().Replace(plain, "$1…@$2").Trim();
        return line.Length == 0 ? null : line.Length > max ? line[..(max - 1)] + "…" : line;
    }

    [GeneratedRegex(@"([^\s@<>«»(),;:])[^\s@<>«»(),;:]*@([^\s@<>«»(),;:]+)")]
    private static partial Regex MailAddress();
}
