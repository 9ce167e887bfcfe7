using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CitesDesMetiers.Benchmarks.Reading;

/// <summary>Servers that give fixed bytes and do nothing else: the limits of what the site can reach.</summary>
internal sealed class BareServers : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-lecture-").FullName;
    private WebApplication? kestrel;
    private Process? nginx;

    public string Kestrel => kestrel!.Urls.First();

    /// <summary>Null where nginx is not installed.</summary>
    public string? Nginx { get; private set; }

    /// <param name="pages">The bytes by path.</param>
    public async Task StartAsync(IReadOnlyDictionary<string, byte[]> pages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(o => o.AddServerHeader = false);
        kestrel = builder.Build();
        kestrel.Run(context =>
        {
            var bytes = pages[context.Request.Path.Value!];
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        });
        await kestrel.StartAsync();
        await StartNginxAsync(pages);
    }

    public async ValueTask DisposeAsync()
    {
        if (kestrel is not null)
        {
            await kestrel.DisposeAsync();
        }

        if (nginx is { HasExited: false })
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
        }

        nginx?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartNginxAsync(IReadOnlyDictionary<string, byte[]> pages)
    {
        foreach (var (path, bytes) in pages)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, path.TrimStart('/')), bytes);
        }

        const int port = 18_099;
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            worker_processes 2; daemon off; pid {{folder}}/pid; error_log {{folder}}/errors; user root;
            events { worker_connections 1024; }
            http {
              access_log off; sendfile on; tcp_nopush on; open_file_cache max=10; default_type text/html; keepalive_requests 1000000;
              server { listen 127.0.0.1:{{port}}; root {{folder}}; }
            }
            """);
        try
        {
            nginx = Process.Start("nginx", ["-c", configuration, "-e", Path.Combine(folder, "errors")]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return;
        }

        await Task.Delay(1_000);
        Nginx = $"http://127.0.0.1:{port}";
    }
}
