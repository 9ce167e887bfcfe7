using System.Globalization;
using CitesDesMetiers.Core.Values;
using MimeKit;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>Reads a section key by key, and collects a failure with the key and the allowed values for each wrong value.</summary>
internal sealed class SettingsReader(IConfigurationSection section, List<string> failures)
{
    public List<string> Failures { get; } = failures;

    public SettingsReader Part(string key) => new(section.GetSection(key), Failures);

    /// <summary>The elements of a list.</summary>
    public IReadOnlyList<SettingsReader> Parts(string key) => [.. section.GetSection(key).GetChildren().Select(c => new SettingsReader(c, Failures))];

    public IReadOnlyList<string> Keys(string key) => [.. section.GetSection(key).GetChildren().Select(c => c.Key)];

    public string? Text(string key) => section[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    public T Enum<T>(string key, T fallback)
        where T : struct, Enum =>
        Parse(
            key, fallback,
            (string value, out T parsed) => System.Enum.TryParse(value, out parsed) && System.Enum.IsDefined(parsed) && !char.IsAsciiDigit(value[0]),
            "allowed are " + string.Join(" and ", System.Enum.GetNames<T>()));

    public int Number(string key, int fallback, int min, int max) => InRange(key, fallback, min, max, "whole number");

    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan min, TimeSpan max) => InRange(key, fallback, min, max, "duration");

    /// <summary>"Name &lt;address&gt;" or a bare address.</summary>
    public MailboxAddress? Mailbox(string key) =>
        Parse<MailboxAddress?>(key, null, TryMailbox, "it must be an address with a dotted domain, such as InfoLettre <infolettre@example.org>");

    public void Refuse(string key, string? value, string allowed) =>
        Failures.Add($"{section.Path}:{key} is {(value is null ? "empty" : $"\"{value}\"")}; {allowed}.");

    private delegate bool TryParse<T>(string value, out T parsed);

    private T InRange<T>(string key, T fallback, T min, T max, string kind)
        where T : IParsable<T>, IComparable<T> =>
        Parse(
            key, fallback,
            (string value, out T parsed) =>
                T.TryParse(value, CultureInfo.InvariantCulture, out parsed!) && parsed.CompareTo(min) >= 0 && parsed.CompareTo(max) <= 0,
            $"it must be a {kind} from {min} to {max}");

    private T Parse<T>(string key, T fallback, TryParse<T> tryParse, string allowed)
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        if (tryParse(value, out var parsed))
        {
            return parsed;
        }

        Refuse(key, value, allowed);
        return fallback;
    }

    private static bool TryMailbox(string value, out MailboxAddress? mailbox)
    {
        mailbox = MailboxAddress.TryParse(value, out var read) && EmailAddress.TryParse(read.Address, out var address, out _)
            && !Core.Values.Text.HasForbiddenCharacter(value) ? new MailboxAddress(read.Name, address.Value) : null;
        return mailbox is not null;
    }
}
