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
        where T : struct, Enum
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        if (System.Enum.TryParse<T>(value, out var parsed) && System.Enum.IsDefined(parsed) && !char.IsAsciiDigit(value[0]))
        {
            return parsed;
        }

        Refuse(key, value, "allowed are " + string.Join(" and ", System.Enum.GetNames<T>()));
        return fallback;
    }

    public int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(key, value, $"it must be a whole number from {min} to {max}");
        return fallback;
    }

    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan min, TimeSpan max)
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        if (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var duration) && duration >= min && duration <= max)
        {
            return duration;
        }

        Refuse(key, value, $"it must be a duration from {min:c} to {max:c}");
        return fallback;
    }

    /// <summary>"Name &lt;address&gt;" or a bare address.</summary>
    public MailboxAddress? Mailbox(string key)
    {
        if (Text(key) is not { } value)
        {
            return null;
        }

        if (MailboxAddress.TryParse(value, out var mailbox) && EmailAddress.TryParse(mailbox.Address, out var address, out _)
            && !Core.Values.Text.HasForbiddenCharacter(value))
        {
            return new MailboxAddress(mailbox.Name, address.Value);
        }

        Refuse(key, value, "it must be an address with a dotted domain, such as InfoLettre <infolettre@example.org>");
        return null;
    }

    public void Refuse(string key, string? value, string allowed) =>
        Failures.Add($"{section.Path}:{key} is {(value is null ? "empty" : $"\"{value}\"")}; {allowed}.");
}
