using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>How much a failure tells about the address.</summary>
internal enum Blame
{
    /// <summary>The mailbox does not exist: suppress the address at once.</summary>
    AtOnce,

    /// <summary>Perhaps temporary: suppress the address when it happens again.</summary>
    AfterRepeat,

    /// <summary>An ordinary failure: suppress the address only after several within a period.</summary>
    AfterSeveral,

    /// <summary>About the sender or the content: never suppress the address.</summary>
    Never,
}

/// <summary>What a refusal means.</summary>
/// <param name="Status">The enhanced status code (RFC 3463) that the verdict rests on, or null.</param>
internal sealed record BounceVerdict(FailureCause Cause, Blame Blame, string? Status);

/// <summary>
/// The single table that says what a refusal means, as an SMTP reply or in a report. The first row that matches decides. To add a
/// provider's wording, add a row and a sample beside those of the tests.
/// </summary>
internal static partial class BounceRules
{
    /// <summary>Characters that are examined; longer than any reply of a relay.</summary>
    private const int LongestText = 2_000;

    private static readonly BounceRule[] Table =
    [
        // About the sender: reputation, authentication, content, rate. First, since some providers answer so under any code.
        new(@"^[45]\.7\.", "", FailureCause.Policy, Blame.Never),
        new(@"^[45]\.(6\.|2\.3$|3\.4$)", "", FailureCause.Policy, Blame.Never),
        new("", @"spam|unsolicited|\brbl\b|dnsbl|black ?list|block ?list|deny ?list|reputation|\bspf\b|\bdkim\b|\bdmarc\b|phish|virus|malware|banned|blocked using|blocked by", FailureCause.Policy, Blame.Never),
        new("", @"polic(y|ies)|too many (messages|mails|connections|errors|recipients|invalid)|trop de (messages|connexions)|rate limit|at a rate that|complaints|temporarily deferred|grey ?list|content (was )?(rejected|refused|filter)|message (content )?(rejected|refused) (due|because)", FailureCause.Policy, Blame.Never),

        // Codes by which Outlook (S3150), Yahoo [TSS04], Orange and Wanadoo OFR_506, La Poste LPN007_510 and SFR refuse the sender or content.
        new("", @"\(s[0-9]{4}\)|\[(tss?|ph|bl|con|rly|gl)[0-9]{2}\]|\b(ofr|lpn)[0-9a-z]*_(1|2|3|5)[0-9]{2}\b|mail rejet|service refus|message refus",
            FailureCause.Policy, Blame.Never),

        // The address.
        new(@"^5\.1\.(1|2|3|6|10)$", "", FailureCause.UnknownAddress, Blame.AtOnce),
        new(@"^[45]\.2\.2$", "", FailureCause.MailboxFull, Blame.AfterSeveral),
        new("", @"over ?quota|quota (is )?(exceeded|full)|exceed[a-z]* (the |his |her |their |its |storage )*(quota|storage|mailbox)|mailbox( is)? full|mailfolder is full|bo[iî]te[a-z ]* pleine|insufficient (disk|system) (space|storage)|out of (space|storage)|quota d[ée]pass", FailureCause.MailboxFull, Blame.AfterSeveral),
        new(@"^5\.2\.1$", "", FailureCause.Inactive, Blame.AfterRepeat),
        new("", @"(mailbox|account|user|recipient|compte|adresse|bo[iî]te)[a-z ]*(disabled|inactive|suspended|discontinued|deactivated|closed|d[ée]sactiv|suspendu|cl[oô]tur|ferm[ée]|archiv[ée])|disabled or discontinued|due to inactivity|pour inactivit", FailureCause.Inactive, Blame.AfterRepeat),
        new(@"^5\.4\.1$", "recipient address rejected", FailureCause.UnknownAddress, Blame.AfterRepeat),
        new("^5", @"user (is )?unknown|unknown (user|recipient|mailbox|address|local)|no such (user|mailbox|recipient|account|address|person)|no mailbox here|(user|mailbox|account|recipient|address|adresse|compte)[a-z' ]*(does ?n[o']t exist|does not exist|n'existe pas|not found|inexistant)|doesn't have an? [a-z0-9. ]*account|not a valid (mailbox|user|recipient)|invalid (recipient|mailbox|user)|destinataire[a-z ]* (invalide|inconnu)|utilisateur inconnu|adresse[a-z ]* (invalide|inconnue)|recipientnotfound|not listed in", FailureCause.UnknownAddress, Blame.AtOnce),
        new("^5", @"mailbox unavailable|mailbox not available|recipient (address )?(rejected|refused)|undeliverable address|unrout(e)?able address",
            FailureCause.UnknownAddress, Blame.AfterRepeat),
        new(
            "",
            @"user unknown|unknown user|no such user|(host|domain)[a-z ]* not found|no such domain|unknown (host|domain)|nxdomain|non-existent hosts",
            FailureCause.UnknownAddress,
            Blame.AfterSeveral),

        // The route to the server.
        new(@"^[45]\.4\.", "", FailureCause.Unreachable, Blame.AfterSeveral),
        new("", @"timed? ?out|connection (refused|lost|reset)|no route to host|network is unreachable|retry (time|timeout)|expired|too long in (the )?queue|loop|relay(ing)? (access )?denied|lookup fail", FailureCause.Unreachable, Blame.AfterSeveral),
        new("^4", "", FailureCause.Unreachable, Blame.AfterSeveral),
        new("", "", FailureCause.Other, Blame.AfterSeveral),
    ];

    /// <param name="reply">The relay's answer with its codes; without one, what went wrong.</param>
    public static BounceVerdict OfReply(string? reply) => Of(null, reply ?? "");

    /// <param name="status">Enhanced status code, or null.</param>
    /// <param name="diagnostic">The text of the refusing server.</param>
    public static BounceVerdict Of(string? status, string diagnostic)
    {
        var said = diagnostic.Length > LongestText ? diagnostic[..LongestText] : diagnostic;
        var code = IsTelling(status) ? status : Codes(said).FirstOrDefault(IsTelling) ?? status ?? Codes(said).FirstOrDefault();
        var kind = code is not null ? code : BasicCode().Match(said) is { Success: true } basic ? basic.Value[..1] : "4";
        var words = Plain(said);
        var rule = Table.First(r => r.Fits(kind, words));
        return new BounceVerdict(rule.Cause, rule.Blame, code);
    }

    /// <summary>Whether these words describe a failure: for reports without a machine-readable part.</summary>
    internal static bool KnowsWords(string text) => Plain(text) is var words && Table.Any(r => r.FitsByWords(words));

    /// <summary>x.0.0 and Exchange's x.0.350 carry no meaning: the words decide.</summary>
    private static bool IsTelling(string? code) => code is not null && !code[1..].StartsWith(".0.", StringComparison.Ordinal);

    private static IEnumerable<string> Codes(string text) => EnhancedCode().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>Removes the addresses and links that the text quotes, and the codes at the beginning of each line.</summary>
    private static string Plain(string text) => Blanks().Replace(LineCode().Replace(Quoted().Replace(text, " "), " "), " ").Replace('’', '\'');

    /// <summary>An enhanced code after a blank, a bracket or qmail's #; never a part of an IP address, which has four numbers.</summary>
    [GeneratedRegex(@"(?<![\w.])#?([245]\.\d{1,3}\.\d{1,3})(?![\w.]*\d)")]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"(?<![\w.])[45]\d\d(?![\w.])")]
    private static partial Regex BasicCode();

    [GeneratedRegex(@"<[^<>\s]*>|https?://\S+|[^\s<>]+@[^\s<>]+")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[45]\d\d[- ]+[45]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex LineCode();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    private sealed class BounceRule(string codes, string words, FailureCause cause, Blame blame)
    {
        /// <summary>Linear time, since the expressions read text written by strangers.</summary>
        private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

        private readonly Regex codes = new(codes, Linear);
        private readonly Regex words = new(words, Linear);
        private readonly bool hasWords = words.Length > 0;

        public FailureCause Cause => cause;
        public Blame Blame => blame;

        public bool Fits(string code, string text) => codes.IsMatch(code) && words.IsMatch(text);

        public bool FitsByWords(string text) => hasWords && words.IsMatch(text);
    }
}
