using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Core.Webhooks;
using CitesDesMetiers.Web.Platform;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Webhooks;

/// <summary>Makes one attempt of a call, signed as Standard Webhooks 1.0 says.</summary>
public sealed class WebhookClient(
    WebhookSecrets secrets, IOptions<WebhookOptions> options, IOptions<SiteOptions> site, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly HttpClient client = OutgoingHttp.Create(options.Value.ReachesPrivateNetworks ? _ => true : PublicAddress.Is);

    /// <returns>Why it failed, in French; null if it succeeded.</returns>
    public async Task<string?> TryAsync(WebhookCall call, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        try
        {
            using var request = RequestOf(call);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return response.IsSuccessStatusCode
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"Le programme a répondu par l’erreur {(int)response.StatusCode}.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "Le programme n’a pas répondu en quinze secondes.";
        }
        catch (HttpRequestException e)
        {
            return OutgoingHttp.IsRefusal(e) ? "L’adresse mène à un réseau privé." : "Le programme ne répond pas à cette adresse.";
        }
        catch (CryptographicException)
        {
            return "Le secret ne peut plus être lu : supprimez ce webhook et ajoutez-le de nouveau.";
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage RequestOf(WebhookCall call)
    {
        var id = call.PublicId.ToString("N");
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, call.Webhook.Url)
        {
            Content = new StringContent(call.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", secrets.Sign(call.Webhook, id, timestamp, call.Body));
        request.Headers.UserAgent.ParseAdd($"InfoLettre-Webhooks/1.0 (+{site.Value.PublicUri.GetLeftPart(UriPartial.Authority)})");
        return request;
    }
}
