using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.Values;

/// <summary>
/// A mail address that we can write to: an ASCII dot-atom of at most 64 octets before the @, since relays need not offer SMTPUTF8; a
/// dotted domain stored as A-labels; at most 254 octets in all. See RFC 5321 4.5.3.1, RFC 5890, RFC 6531 3.4.
/// </summary>
public readonly partial record struct EmailAddress
{
    public const int MaxLength = 254;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    /// <summary>The address to send to: local part as typed, domain in lower-case A-labels.</summary>
    public string Value { get; }

    /// <summary>The address in lower case. Two addresses with the same normalised form count as one mailbox.</summary>
    public string Normalised => Value.ToLowerInvariant();

    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    /// <exception cref="FormatException">Not an address we can write to; <see cref="TryParse"/> says why.</exception>
    public static EmailAddress Parse(string input) =>
        TryParse(input, out var address, out var fault) ? address : throw new FormatException($"Not a usable mail address: {fault}.");

    /// <summary>Parses a bare address, without display name, comment or angle brackets. Surrounding spaces are ignored.</summary>
    public static bool TryParse(string? input, out EmailAddress address, [NotNullWhen(false)] out AddressFault? fault)
    {
        address = default;
        var text = input?.Trim(' ') ?? "";
        var at = text.LastIndexOf('@');
        fault = text.Length == 0 ? AddressFault.Missing
            : Text.HasForbiddenCharacter(text) ? AddressFault.ControlCharacter
            : text.Any(char.IsWhiteSpace) ? AddressFault.Space
            : at <= 0 || at == text.Length - 1 ? AddressFault.NoAt
            : !text[..at].All(char.IsAscii) ? AddressFault.LocalPartNotAscii
            : at > 64 ? AddressFault.TooLong
            : !DotAtom().IsMatch(text[..at]) ? AddressFault.LocalPart
            : null;
        if (fault is not null)
        {
            return false;
        }

        if (ToAsciiDomain(text[(at + 1)..]) is not { } domain)
        {
            fault = AddressFault.Domain;
            return false;
        }

        if (at + 1 + domain.Length > MaxLength)
        {
            fault = AddressFault.TooLong;
            return false;
        }

        address = new EmailAddress($"{text[..at]}@{domain}");
        return true;
    }

    public override string ToString() => Value;

    private static string? ToAsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return DottedDomain().IsMatch(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z")]
    private static partial Regex DotAtom();

    [GeneratedRegex(@"^(?=.{4,253}\z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})\z")]
    private static partial Regex DottedDomain();
}

/// <summary>Why an address was refused.</summary>
public enum AddressFault
{
    Missing,
    ControlCharacter,
    Space,
    NoAt,
    LocalPart,
    LocalPartNotAscii,
    Domain,
    TooLong,
}
