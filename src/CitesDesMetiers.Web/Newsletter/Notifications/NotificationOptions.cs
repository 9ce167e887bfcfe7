using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Notifications;

/// <summary>Section <c>Notifications</c>.</summary>
public sealed class NotificationOptions
{
    public const string Section = "Notifications";

    /// <summary>How long the oldest line waits for others to go with it.</summary>
    public string Delay { get; set; } = "00:10:00";

    /// <summary><see cref="Delay"/>, once the start has found it good.</summary>
    public TimeSpan Wait => TimeSpan.Parse(Delay, CultureInfo.InvariantCulture);
}

internal sealed class NotificationOptionsValidation : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options) =>
        TimeSpan.TryParse(options.Delay, CultureInfo.InvariantCulture, out var delay) && delay >= TimeSpan.Zero && delay <= TimeSpan.FromDays(1)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Notifications:Delay is \"{options.Delay}\"; it must be a duration from 00:00:00 to 1.00:00:00, such as 00:10:00.");
}
