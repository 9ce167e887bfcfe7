using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Watch;

/// <summary>Options of the section <c>Watch</c>.</summary>
internal sealed class WatchOptions
{
    public const string Section = "Watch";

    /// <summary>How often the site checks itself; zero for never.</summary>
    public string Every { get; set; } = "00:15:00";

    /// <summary>The parsed value of <see cref="Every"/>, which is validated at start.</summary>
    public TimeSpan Interval => TimeSpan.Parse(Every, CultureInfo.InvariantCulture) is { Ticks: > 0 } every ? every : Timeout.InfiniteTimeSpan;
}

internal sealed class WatchOptionsValidation : IValidateOptions<WatchOptions>
{
    public ValidateOptionsResult Validate(string? name, WatchOptions options) =>
        TimeSpan.TryParse(options.Every, CultureInfo.InvariantCulture, out var every)
            && (every == TimeSpan.Zero || (every >= TimeSpan.FromMinutes(1) && every <= TimeSpan.FromDays(1)))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Watch:Every is \"{options.Every}\"; it must be 00:00:00, or a duration from 00:01:00 to 1.00:00:00, such as 00:15:00.");
}
