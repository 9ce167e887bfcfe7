using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Notifications;

/// <summary>Options of the section <c>Notifications</c>.</summary>
internal sealed class NotificationOptions
{
    public const string Section = "Notifications";

    /// <summary>How long the oldest notification waits for others to share its mail.</summary>
    public string Delay { get; set; } = "00:10:00";

    /// <summary>The parsed value of <see cref="Delay"/>, which is validated at start.</summary>
    public TimeSpan Wait => TimeSpan.Parse(Delay, CultureInfo.InvariantCulture);
}

internal sealed class NotificationOptionsValidation : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options) =>
        TimeSpan.TryParse(options.Delay, CultureInfo.InvariantCulture, out var delay) && delay >= TimeSpan.Zero && delay <= TimeSpan.FromDays(1)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Notifications:Delay is \"{options.Delay}\"; it must be a duration from 00:00:00 to 1.00:00:00, such as 00:10:00.");
}
