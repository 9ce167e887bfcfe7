using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Health;

/// <summary>Options of the section <c>Health</c>.</summary>
internal sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>The space on disk, in megabytes, below which the site is not ready.</summary>
    public long FreeMegabytes { get; set; } = 100;
}

internal sealed class HealthOptionsValidation : IValidateOptions<HealthOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthOptions options) =>
        options.FreeMegabytes >= 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Health:FreeMegabytes is \"{options.FreeMegabytes}\"; it must be 0 or more.");
}
