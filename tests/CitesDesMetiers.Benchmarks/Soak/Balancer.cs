using System.Diagnostics;
using CitesDesMetiers.BrowserTests;

namespace CitesDesMetiers.Benchmarks.Soak;

/// <summary>nginx before several instances, which take turns. Visitors say themselves whom they come from.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-nginx-").FullName;
    private readonly int port = SiteProcess.FreePort();
    private Process? nginx;

    public string Url => $"http://127.0.0.1:{port}";

    public async Task StartAsync(IEnumerable<string> instances)
    {
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            worker_processes 1; daemon off; pid {{folder}}/pid; error_log {{folder}}/errors; {{(Environment.UserName == "root" ? "user root;" : "")}}
            events { worker_connections 1024; }
            http {
              access_log off; client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy;
              upstream site { {{string.Concat(instances.Select(i => $"server {new Uri(i).Authority}; "))}} keepalive 64; }
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $http_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; proxy_next_upstream off;
                }
              }
            }
            """);
        nginx = Process.Start("nginx", ["-c", configuration, "-e", Path.Combine(folder, "errors")]);
        await Task.Delay(1_000);
    }

    public async ValueTask DisposeAsync()
    {
        if (nginx is { HasExited: false })
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
        }

        nginx?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
