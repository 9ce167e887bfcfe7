using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CitesDesMetiers.Tests.App;

/// <summary>
/// Ends the rate limiter of a site with the site. The framework's middleware never disposes it: its timer would wake ten times a second
/// and keep the whole site in memory until the process ends, and a run of the tests starts a thousand sites.
/// </summary>
internal sealed class RateLimiterEnd : IStartupFilter, IDisposable
{
    private const string Middleware = "Microsoft.AspNetCore.RateLimiting.RateLimitingMiddleware";
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private RequestDelegate? pipeline;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(rest => pipeline = rest);
        next(app);
    };

    public void Dispose()
    {
        if (pipeline is null)
        {
            return;
        }

        var middleware = Behind(pipeline).First(o => o.GetType().FullName == Middleware);
        ((IDisposable)middleware.GetType().GetField("_endpointLimiter", Fields)!.GetValue(middleware)!).Dispose();
        pipeline = null;
    }

    /// <summary>The middleware of a pipeline, with the closures between: each holds the delegate of what comes after it.</summary>
    private static IEnumerable<object> Behind(RequestDelegate pipeline)
    {
        var (seen, waiting) = (new HashSet<object>(ReferenceEqualityComparer.Instance), new Queue<object?>([pipeline.Target]));
        while (waiting.TryDequeue(out var next))
        {
            if (next is not null && seen.Add(next))
            {
                yield return next;
                var isClosure = next.GetType().IsDefined(typeof(CompilerGeneratedAttribute));
                foreach (var value in next.GetType().GetFields(Fields).Select(f => f.GetValue(next)))
                {
                    waiting.Enqueue(value is Delegate inner ? inner.Target : isClosure ? value : null);
                }
            }
        }
    }
}
