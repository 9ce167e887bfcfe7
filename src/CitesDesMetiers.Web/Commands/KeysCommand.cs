using System.CommandLine;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>keys list</c>, <c>keys rotate</c>: the long-lived keys of the installation.</summary>
internal static class KeysCommand
{
    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var list = new Command("list", "Prints the keys and what wraps them, not their values.");
        list.SetAction((_, cancellation) => RunAsync(args, build, services => ListAsync(services, cancellation), cancellation));
        var rotate = new Command("rotate", "Makes a new key for the links in mails. Links in mails already sent still open.");
        rotate.SetAction((_, cancellation) => RunAsync(args, build, services => RotateAsync(services, cancellation), cancellation));
        list.TreatUnmatchedTokensAsErrors = rotate.TreatUnmatchedTokensAsErrors = false;
        return new Command("keys", "Manages the long-lived keys.") { list, rotate };
    }

    private static async Task<int> RunAsync(
        string[] args, Func<string[], WebApplication> build, Func<IServiceProvider, Task> work, CancellationToken cancellation)
    {
        await using var app = build(args);
        await app.Services.PrepareDatabaseAsync(cancellation);
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
        return 0;
    }

    private static async Task ListAsync(IServiceProvider services, CancellationToken cancellation)
    {
        foreach (var key in await services.GetRequiredService<NewsletterContext>().Keys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(cancellation))
        {
            var made = key.CreatedAt is { } at ? $"made {at:yyyy-MM-dd}" : "made before 0.2.0";
            Console.WriteLine($"{key.Name,-12} {made,-18} {(key.Root is { } root ? "wrapped with " + root : "in clear")}");
        }
    }

    private static async Task RotateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var name = await services.GetRequiredService<AddressKeyStore>().RenewAsync(cancellation);
        await services.GetRequiredService<AuditLog>().WriteAsync(
            AuditAction.KeyRenewed, $"Clé des liens dans les courriels, {name}", by: AuditPerson.CommandLine);
        Console.WriteLine(
            $"The key {name} makes the links of mails from two minutes from now on. Links in mails already sent still open, so keep the older keys.");
    }
}
