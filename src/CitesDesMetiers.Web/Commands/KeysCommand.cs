using System.CommandLine;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Keys;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>keys list</c>, <c>keys rotate</c>: the long-lived keys of the installation; <c>keys create</c>: one for backups.</summary>
internal static class KeysCommand
{
    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var list = new Command("list", "Prints the keys and what wraps them, not their values.");
        list.SetAction((_, cancellation) => RunAsync(args, build, services => ListAsync(services, cancellation), cancellation));
        var rotate = new Command("rotate", "Makes a new key for the links in mails. Links in mails already sent still open.");
        rotate.SetAction((_, cancellation) => RunAsync(args, build, services => RotateAsync(services, cancellation), cancellation));
        list.TreatUnmatchedTokensAsErrors = rotate.TreatUnmatchedTokensAsErrors = false;
        var file = new Argument<string>("file") { Description = "The file to write. It must not exist." };
        var create = new Command("create", "Writes a new key that seals backups to a file.") { file };
        create.SetAction(parsed => CreateFile(Path.GetFullPath(parsed.GetValue(file)!)));
        return new Command("keys", "Manages the long-lived keys.") { list, rotate, create };
    }

    private static int CreateFile(string file)
    {
        if (File.Exists(file))
        {
            Console.Error.WriteLine($"{file} exists already, and was left as it is. Name another file.");
            return 1;
        }

        KeyFile.CreateMissing(file);
        Console.WriteLine($"{file} holds a new key. Keep a copy in another place: without it, what it seals cannot be opened.");
        return 0;
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
