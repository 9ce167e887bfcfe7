using System.CommandLine;
using CitesDesMetiers.Web.Database;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>serve</c>: starts the site.</summary>
internal static class ServeCommand
{
    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var command = new Command("serve", "Starts the site (the default).");
        command.SetAction((_, cancellation) => RunAsync(args, build, cancellation));
        return command;
    }

    public static async Task<int> RunAsync(string[] args, Func<string[], WebApplication> build, CancellationToken cancellation)
    {
        var app = build(args);
        await app.Services.PrepareDatabaseAsync(cancellation);
        await app.RunAsync(cancellation);
        return 0;
    }
}
