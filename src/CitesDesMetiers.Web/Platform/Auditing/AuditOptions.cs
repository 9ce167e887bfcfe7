using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Auditing;

public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>How long an entry of the audit log is kept.</summary>
    public int KeepDays { get; set; } = 365;
}

internal sealed class AuditOptionsValidation : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options) =>
        options.KeepDays is >= 30 and <= 3650
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Audit:KeepDays is {options.KeepDays}; allowed are 30 to 3650 days.");
}
