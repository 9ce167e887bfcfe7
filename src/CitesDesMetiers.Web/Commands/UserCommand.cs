using System.CommandLine;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>user add</c>: creates an account. The password is read from standard input, or asked on a terminal.</summary>
internal static class UserCommand
{
    private static readonly Option<string> Email = new("--email") { Required = true, Description = "Mail address for signing in." };
    private static readonly Option<Role> UserRole = new("--role")
    {
        Required = true,
        Description = "Member, Correspondent, Editor or Administrator.",
    };
    private static readonly Option<string?> Name = new("--name") { Description = "Displayed name. Default: the address." };
    private static readonly Option<bool?> Approve = new("--approve")
    {
        Description = "Whether an editor or administrator may approve issues. Default: true.",
    };
    private static readonly Option<bool?> Send = new("--send")
    {
        Description = "Whether an editor or administrator may schedule and send issues. Default: true.",
    };
    private static readonly Option<string?> CiteSlug = new("--cite") { Description = "Slug of the Cité. Required for a correspondent." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var add = new Command("add", "Adds an account.") { Email, UserRole, Name, CiteSlug, Approve, Send };
        add.TreatUnmatchedTokensAsErrors = false;
        add.SetAction((parsed, cancellation) => AddAsync(parsed, args, build, cancellation));
        return new Command("user", "Manages accounts.") { add };
    }

    private static async Task<int> AddAsync(ParseResult parsed, string[] args, Func<string[], WebApplication> build, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(parsed.GetValue(Email), out var address, out _))
        {
            return Refuse($"\"{parsed.GetValue(Email)}\" is not a usable mail address.");
        }

        await using var app = build(args);
        await app.Services.PrepareDatabaseAsync(cancellation);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var slug = parsed.GetValue(CiteSlug);
        var cite = slug is null ? null : await db.Cites.FirstOrDefaultAsync(c => c.Slug == slug, cancellation);
        if (slug is not null && cite is null)
        {
            return Refuse($"There is no Cité \"{slug}\".");
        }

        var role = parsed.GetValue(UserRole);
        if (role is Role.Correspondent && cite is null)
        {
            return Refuse("A correspondent writes for one Cité: add --cite SLUG.");
        }

        var user = new User(address.Value, parsed.GetValue(Name) ?? address.Value, role, cite?.Id) { EmailConfirmed = true };
        user.Entrust(parsed.GetValue(Approve) ?? true, parsed.GetValue(Send) ?? true);
        var result = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, ReadPassword());
        if (!result.Succeeded)
        {
            return Refuse(string.Join(Environment.NewLine, result.Errors.Select(e => e.Description)));
        }

        var audit = scope.ServiceProvider.GetRequiredService<AuditLog>();
        await audit.WriteAsync(AuditAction.AccountCreated, user, after: AccountWords.Of(user), by: AuditPerson.CommandLine);
        await app.Services.GetRequiredService<SetUp>().EndAsync(db, cancellation);
        Console.WriteLine($"{address} may sign in as {role}.");
        return 0;
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }

    private static string ReadPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? "";
        }

        Console.Write("Password: ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.WriteLine();
        return typed.ToString();
    }
}
