using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>Options of the section <c>Calls</c>.</summary>
public sealed class CallOptions
{
    public const string Section = "Calls";

    /// <summary>The time spans before the deadline at which a reminder is sent, separated by commas. Empty disables reminders.</summary>
    public string RemindBefore { get; set; } = "7.00:00:00, 2.00:00:00";

    /// <summary>The parsed value of <see cref="RemindBefore"/>, which is validated at start.</summary>
    public IReadOnlyList<TimeSpan> Leads => [.. Parts(this).Select(part => TimeSpan.Parse(part, CultureInfo.InvariantCulture))];

    internal static string[] Parts(CallOptions options) =>
        options.RemindBefore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class CallOptionsValidation : IValidateOptions<CallOptions>
{
    public ValidateOptionsResult Validate(string? name, CallOptions options) =>
        CallOptions.Parts(options)
            .All(p => TimeSpan.TryParse(p, CultureInfo.InvariantCulture, out var lead) && lead >= TimeSpan.FromHours(1)
                && lead <= TimeSpan.FromDays(60))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Calls:RemindBefore is \"{options.RemindBefore}\"; it must be durations from 01:00:00 to 60.00:00:00 with commas between "
                    + "them, such as 7.00:00:00, 2.00:00:00.");
}
