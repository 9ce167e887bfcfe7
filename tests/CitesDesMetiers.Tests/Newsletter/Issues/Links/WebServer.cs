using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Links;

/// <summary>A real server on a loopback address, which answers as its path says and remembers who came.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebServer(WebApplication app) => this.app = app;

    public ConcurrentQueue<string> Visits { get; } = new();

    public ConcurrentQueue<string> Agents { get; } = new();

    /// <summary>Without a slash at its end.</summary>
    public string Url => app.Urls.Single();

    public int Port => new Uri(Url).Port;

    public static async Task<WebServer> StartAsync(string address = "127.0.0.1")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), 0));
        var server = new WebServer(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Visits.Enqueue($"{context.Request.Method} {path}");
        Agents.Enqueue(context.Request.Headers.UserAgent.ToString());
        switch (path.Split('/')[1])
        {
            case "page":
                break;
            case "sans-head":
                context.Response.StatusCode = HttpMethods.IsHead(context.Request.Method) ? 405 : 200;
                break;
            case "sauts":
                var left = int.Parse(path.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture);
                context.Response.Redirect(left == 0 ? "/page" : $"/sauts/{left - 1}");
                break;
            case "boucle":
                context.Response.Redirect("/boucle");
                break;
            case "vers":
                context.Response.Redirect(context.Request.QueryString.Value![1..]);
                break;
            case "lent":
                await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
                break;
            case "sans-fin":
                context.Response.StatusCode = HttpMethods.IsHead(context.Request.Method) ? 405 : 200;
                while (!context.RequestAborted.IsCancellationRequested && HttpMethods.IsGet(context.Request.Method))
                {
                    await context.Response.Body.WriteAsync(new byte[65_536], context.RequestAborted);
                }

                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }
}
