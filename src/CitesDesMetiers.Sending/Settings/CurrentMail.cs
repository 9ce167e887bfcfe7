using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>The mail options in force. They change without a restart, so read <see cref="Value"/> for each message.</summary>
internal sealed class CurrentMail(IOptionsFactory<MailOptions> factory, DeskMail desk) : IOptions<MailOptions>
{
    private readonly Lock turn = new();
    private volatile Known? known;

    public MailOptions Value
    {
        get
        {
            if (known is { } same && same.Values == desk.Values)
            {
                return same.Options;
            }

            lock (turn)
            {
                var values = desk.Values;
                return known is { } made && made.Values == values ? made.Options
                    : (known = new Known(values, factory.Create(Options.DefaultName))).Options;
            }
        }
    }

    private sealed record Known(IReadOnlyDictionary<string, string?> Values, MailOptions Options);
}
