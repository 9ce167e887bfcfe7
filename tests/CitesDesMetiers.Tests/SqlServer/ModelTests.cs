using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.SqlServer;

public class ModelTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void The_migrations_say_all_that_the_model_says(string provider)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Named(provider)!.Configure(options, "Data Source=absent");
        using var context = new NewsletterContext(options.Options);

        Assert.False(context.Database.HasPendingModelChanges(), $"Add a migration for {provider}: AddMigrations=true dotnet ef migrations add.");
    }

    [Fact]
    public async Task The_site_s_own_model_is_the_same()
    {
        await using var site = new SiteFactory();

        var isOther = await site.WithDatabaseAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()));

        Assert.False(isOther, "The services of the site change the model.");
    }

    [Fact]
    public void SQL_Server_would_make_the_tables_of_the_model()
    {
        using var context = AbsentServer.CreateContext();

        Assert.Empty(ModelRules.FaultsOf(context));
    }

    [Fact]
    public void What_it_would_refuse_in_a_model_is_found()
    {
        using var context = new Refused();

        Assert.Collection(
            ModelRules.FaultsOf(context).Order(StringComparer.Ordinal),
            f => Assert.Contains("twice: Parents → Children → Grandchildren and Parents → Grandchildren", f, StringComparison.Ordinal),
            f => Assert.Contains("reaches Trees twice: Trees and Trees → Trees", f, StringComparison.Ordinal),
            f => Assert.Contains("Grandchildren: IX_Grandchildren_Body takes a column without a limit", f, StringComparison.Ordinal),
            f => Assert.Contains("Parents: IX_Parents_Name_City takes 1800 bytes; the most are 1700", f, StringComparison.Ordinal),
            f => Assert.Contains("filter of IX_Parents_Name", f, StringComparison.Ordinal),
            f => Assert.Contains("Trees: PK_Trees takes 902 bytes; the most are 900", f, StringComparison.Ordinal));
    }

    private sealed class Refused : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlServer("Server=absent.invalid");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Parent>(parents =>
            {
                parents.ToTable("Parents");
                parents.Property(p => p.Name).HasMaxLength(450);
                parents.Property(p => p.City).HasMaxLength(450);
                parents.HasIndex(p => p.Name).HasFilter("length([Name]) > 0");
                parents.HasIndex(p => new { p.Name, p.City });
                parents.HasMany<Child>().WithOne().OnDelete(DeleteBehavior.Cascade);
                parents.HasMany<Grandchild>().WithOne().OnDelete(DeleteBehavior.SetNull);
            });
            modelBuilder.Entity<Child>().ToTable("Children").HasMany<Grandchild>().WithOne().OnDelete(DeleteBehavior.Cascade);
            modelBuilder.Entity<Grandchild>(grandchildren =>
            {
                grandchildren.ToTable("Grandchildren").HasIndex(g => g.Body);
                grandchildren.Property(g => g.Body).HasColumnType("nvarchar(max)");
            });
            modelBuilder.Entity<Tree>(trees =>
            {
                trees.ToTable("Trees").Property(t => t.Id).HasMaxLength(451);
                trees.HasMany<Tree>().WithOne().OnDelete(DeleteBehavior.Cascade);
            });
        }

        private sealed class Parent
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public string City { get; set; } = "";
        }

        private sealed class Child
        {
            public int Id { get; set; }
        }

        private sealed class Grandchild
        {
            public int Id { get; set; }
            public string? Body { get; set; }
        }

        private sealed class Tree
        {
            public string Id { get; set; } = "";
        }
    }
}
