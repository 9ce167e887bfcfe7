using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Maintenance;

/// <summary>Section <c>Maintenance</c>.</summary>
public sealed class MaintenanceOptions
{
    public const string Section = "Maintenance";

    /// <summary>The file that closes the site while it exists; its text is shown. A relative path starts at the content root.</summary>
    public string File { get; set; } = Path.Combine("App_Data", "maintenance.txt");
}

internal sealed class MaintenanceOptionsValidation : IValidateOptions<MaintenanceOptions>
{
    public ValidateOptionsResult Validate(string? name, MaintenanceOptions options) =>
        string.IsNullOrWhiteSpace(options.File) || Path.EndsInDirectorySeparator(options.File)
            ? ValidateOptionsResult.Fail($"Maintenance:File is \"{options.File}\"; it must name a file.")
            : ValidateOptionsResult.Success;
}
