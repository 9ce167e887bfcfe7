using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";
    public const string Never = "false";
    public const string DefaultDays = "14";

    /// <summary>
    /// Days within which staff must have a second factor, counted from when the site first asked them; "false" if they need none. The default
    /// is 14, but "false" in Development, where the demonstration's passwords are public.
    /// </summary>
    public string RequireSecondFactor { get; set; } = "";

    /// <summary>Sign-in by an identity provider of the network. Without <see cref="OidcOptions.Authority"/> there is none.</summary>
    public OidcOptions Oidc { get; } = new();

    /// <summary>Null if nobody needs a second factor.</summary>
    public int? SecondFactorDays =>
        int.TryParse(RequireSecondFactor, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;
}

internal sealed class AccountOptionsValidation : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options) =>
        options.Oidc.Fault is { } fault ? ValidateOptionsResult.Fail(fault)
        : options.SecondFactorDays is >= 0 and <= 365 || options.RequireSecondFactor == AccountOptions.Never
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Accounts:RequireSecondFactor is \"{options.RequireSecondFactor}\"; it must be a number of days from 0 to 365, or false.");
}
