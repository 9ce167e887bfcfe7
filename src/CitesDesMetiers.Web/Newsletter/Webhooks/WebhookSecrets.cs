using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Webhooks;
using Microsoft.AspNetCore.DataProtection;

namespace CitesDesMetiers.Web.Newsletter.Webhooks;

/// <summary>Draws the secrets of webhooks and signs calls with them (Standard Webhooks 1.0, symmetric signatures).</summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    /// <summary>Begins a secret in the form that receivers' libraries read; base64 follows.</summary>
    private const string Prefix = "whsec_";

    private readonly IDataProtector protector = protection.CreateProtector(nameof(Webhook));

    /// <returns>The secret as the receiver enters it, and as it is stored.</returns>
    public (string Shown, byte[] Stored) Draw()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        return (Prefix + Convert.ToBase64String(key), protector.Protect(key));
    }

    /// <returns>The header <c>webhook-signature</c>.</returns>
    /// <param name="timestamp">Seconds since 1970, as in the header <c>webhook-timestamp</c>.</param>
    /// <exception cref="CryptographicException">The keys that the secret was encrypted with are lost.</exception>
    internal string Sign(Webhook webhook, string id, long timestamp, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(protector.Unprotect(webhook.Secret), Encoding.UTF8.GetBytes(signed)));
    }
}
