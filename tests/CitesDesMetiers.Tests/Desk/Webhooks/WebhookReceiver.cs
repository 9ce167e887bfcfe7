using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CitesDesMetiers.Tests.Desk.Webhooks;

/// <summary>A program that webhooks call, on a real port.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication program;

    private WebhookReceiver(WebApplication program) => this.program = program;

    public string Url => program.Urls.Single() + "/parution";

    /// <summary>The HTTP status of its answers.</summary>
    public int Status { get; set; } = 204;

    public ConcurrentQueue<(string Id, long Timestamp, string Signature, string Body)> Calls { get; } = [];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver.program.MapPost("/parution", receiver.ReceiveAsync);
        await receiver.program.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        Calls.Enqueue((
            request.Headers["webhook-id"].ToString(),
            long.Parse(request.Headers["webhook-timestamp"].ToString(), System.Globalization.CultureInfo.InvariantCulture),
            request.Headers["webhook-signature"].ToString(),
            await reader.ReadToEndAsync()));
        return Results.StatusCode(Status);
    }
}
