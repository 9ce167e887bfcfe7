using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Webhooks;

/// <summary>Options of the section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Whether webhooks may have private addresses and plain http. For programs within one's own network.</summary>
    public string AllowPrivateNetworks { get; set; } = "false";

    public bool ReachesPrivateNetworks => bool.Parse(AllowPrivateNetworks);
}

internal sealed class WebhookOptionsValidation : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options) =>
        bool.TryParse(options.AllowPrivateNetworks, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Webhooks:{nameof(options.AllowPrivateNetworks)} is \"{options.AllowPrivateNetworks}\"; it must be true or false.");
}
