using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>A term of an SPF record (RFC 7208 4.6.1, 5): a mechanism with its qualifier, or a modifier.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Domain">The domain it names; null for that of the record.</param>
internal sealed record SpfTerm(char Qualifier, string Name, string? Domain, SpfNetwork? Network, int Prefix4, int Prefix6, string Text)
{
    /// <summary>Whether the term has a macro. Receivers expand macros for each mail (RFC 7208 7), so the result is unknown here.</summary>
    public bool HasMacro => Domain?.Contains('%', StringComparison.Ordinal) == true;
}

/// <summary>A network: all addresses that share a prefix.</summary>
internal sealed record SpfNetwork(IPAddress Address, int Prefix)
{
    public bool Contains(IPAddress address)
    {
        var (mine, other) = (Address.GetAddressBytes(), address.GetAddressBytes());
        return mine.Length == other.Length && Enumerable.Range(0, Prefix).All(bit => ((mine[bit / 8] ^ other[bit / 8]) & (0x80 >> (bit % 8))) == 0);
    }
}

/// <summary>Parses the terms of a record.</summary>
internal static partial class SpfRecord
{
    public static bool Is(string text) =>
        text.Equals("v=spf1", StringComparison.OrdinalIgnoreCase) || text.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<string> Terms(string record) => record.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1);

    /// <returns>Null when receivers would reject the whole record.</returns>
    public static SpfTerm? Read(string text)
    {
        if (Term().Match(text) is not { Success: true } parts)
        {
            return null;
        }

        var qualifier = parts.Groups["qualifier"].Value is { Length: 1 } sign ? sign[0] : '+';
        var (name, mark, rest) = (parts.Groups["name"].Value.ToLowerInvariant(), parts.Groups["mark"].Value, parts.Groups["rest"].Value);
        var plain = new SpfTerm(qualifier, name, null, null, 32, 128, text);
        return (name, mark) switch
        {
            ("all", "") or ("ptr", "") => plain,
            ("ptr" or "include" or "exists", ":") when rest.Length > 0 => plain with { Domain = rest },
            ("a" or "mx", "" or ":" or "/") => Host(plain, mark, rest),
            ("ip4", ":") => Network(plain, rest, 32),
            ("ip6", ":") => Network(plain, rest, 128),
            (not ("all" or "ptr" or "include" or "exists" or "a" or "mx" or "ip4" or "ip6"), "=") when parts.Groups["qualifier"].Length == 0 =>
                plain with { Domain = rest },
            _ => null,
        };
    }

    private static SpfTerm? Host(SpfTerm term, string mark, string rest)
    {
        var parts = HostAndLength().Match(mark == "/" ? "/" + rest : rest);
        var (four, six) = (Length(parts.Groups["four"], 32), Length(parts.Groups["six"], 128));
        return !parts.Success || (mark == ":" && parts.Groups["host"].Length == 0) || four is null || six is null
            ? null
            : term with { Domain = parts.Groups["host"].Length > 0 ? parts.Groups["host"].Value : null, Prefix4 = four.Value, Prefix6 = six.Value };
    }

    private static SpfTerm? Network(SpfTerm term, string rest, int bits)
    {
        var parts = rest.Split('/');
        return parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address) || address.GetAddressBytes().Length * 8 != bits
            || !int.TryParse(parts.ElementAtOrDefault(1)
                ?? bits.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > bits
            ? null
            : term with { Network = new SpfNetwork(address, prefix) };
    }

    private static int? Length(Group digits, int bits) =>
        !digits.Success ? bits : int.Parse(digits.Value, CultureInfo.InvariantCulture) is var length && length <= bits ? length : null;

    [GeneratedRegex(@"^(?<qualifier>[+\-?~])?(?<name>[A-Za-z][A-Za-z0-9_.\-]*)(?:(?<mark>[:=/])(?<rest>.*))?\z")]
    private static partial Regex Term();

    [GeneratedRegex(@"^(?<host>[^/]*)(?:/(?<four>[0-9]{1,3}))?(?://(?<six>[0-9]{1,3}))?\z")]
    private static partial Regex HostAndLength();
}
