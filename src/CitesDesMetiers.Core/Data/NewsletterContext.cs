using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Notifications;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Core.Webhooks;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace CitesDesMetiers.Core.Data;

/// <summary>The newsletter's data, the same on both databases.</summary>
public class NewsletterContext(DbContextOptions<NewsletterContext> options)
    : IdentityUserContext<User, int>(options), IDataProtectionKeyContext
{
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();
    public DbSet<GuessCount> GuessCounts => Set<GuessCount>();
    public DbSet<Cite> Cites => Set<Cite>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<StaffMove> StaffMoves => Set<StaffMove>();
    public DbSet<NewsItem> News => Set<NewsItem>();
    public DbSet<MailedNews> MailedNews => Set<MailedNews>();
    public DbSet<Theme> Themes => Set<Theme>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookCall> WebhookCalls => Set<WebhookCall>();
    public DbSet<AgendaEntry> Agenda => Set<AgendaEntry>();
    public DbSet<MediaFile> Media => Set<MediaFile>();
    public DbSet<MediaVariant> MediaVariants => Set<MediaVariant>();
    public DbSet<Issue> Issues => Set<Issue>();
    public DbSet<Waiver> Waivers => Set<Waiver>();
    public DbSet<LinkCheck> LinkChecks => Set<LinkCheck>();
    public DbSet<CallForNews> CallsForNews => Set<CallForNews>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<SentEntry> SentEntries => Set<SentEntry>();
    public DbSet<EditingSession> EditingSessions => Set<EditingSession>();
    public DbSet<Revision> Revisions => Set<Revision>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<SystemProblem> SystemProblems => Set<SystemProblem>();
    public DbSet<Edition> Editions => Set<Edition>();
    public DbSet<EditionPdf> EditionPdfs => Set<EditionPdf>();
    public DbSet<EditionPdfFile> EditionPdfFiles => Set<EditionPdfFile>();
    public DbSet<EditionOriginal> EditionOriginals => Set<EditionOriginal>();
    public DbSet<WithdrawnPage> WithdrawnPages => Set<WithdrawnPage>();
    public DbSet<QuarterlyDigest> QuarterlyDigests => Set<QuarterlyDigest>();
    public DbSet<PublishedArticle> PublishedArticles => Set<PublishedArticle>();
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();
    public DbSet<EditionVisits> EditionVisits => Set<EditionVisits>();
    public DbSet<Subscriber> Subscribers => Set<Subscriber>();
    public DbSet<ConsentEvent> ConsentEvents => Set<ConsentEvent>();
    public DbSet<Suppression> Suppressions => Set<Suppression>();
    public DbSet<Release> Releases => Set<Release>();
    public DbSet<SubscriberImport> SubscriberImports => Set<SubscriberImport>();
    public DbSet<ImportLine> ImportLines => Set<ImportLine>();
    public DbSet<DocumentImport> DocumentImports => Set<DocumentImport>();
    public DbSet<DocumentBatch> DocumentBatches => Set<DocumentBatch>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();
    public DbSet<AuditChain> AuditChains => Set<AuditChain>();
    public DbSet<Dispatch> Dispatches => Set<Dispatch>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<SentMail> SentMails => Set<SentMail>();
    public DbSet<ReturnedMail> ReturnedMails => Set<ReturnedMail>();
    public DbSet<SendingQuota> SendingQuotas => Set<SendingQuota>();
    public DbSet<DkimKey> DkimKeys => Set<DkimKey>();
    public DbSet<NewsletterSettings> Settings => Set<NewsletterSettings>();
    public DbSet<MailSettings> MailSettings => Set<MailSettings>();
    public DbSet<SiteVersion> SiteVersions => Set<SiteVersion>();
    public DbSet<TaggingEntity> TaggingEntities => Set<TaggingEntity>();
    public DbSet<SetUpToken> SetUpTokens => Set<SetUpToken>();
    public DbSet<StoredKey> Keys => Set<StoredKey>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    /// <summary>
    /// Sets the version on which an edit is based. The next save throws <see cref="DbUpdateConcurrencyException"/> if another version was
    /// saved since, even when only parts of the entity change.
    /// </summary>
    public void Expect(IVersioned entity, Guid version)
    {
        var property = Entry(entity).Property(nameof(IVersioned.Version));
        property.OriginalValue = version;
        property.IsModified = true;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Prepare();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Prepare();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQL Server refuses two cascade paths to one table (error 1785), so each cascade is configured explicitly.
        configurationBuilder.Conventions.Remove<CascadeDeleteConvention>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(20).AreUnicode();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(NewsletterContext).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(IVersioned).IsAssignableFrom(t.ClrType)))
        {
            type.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
        }

        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(ISearchable).IsAssignableFrom(t.ClrType)))
        {
            var column = type.AddProperty(ISearchable.Column, typeof(string));
            column.IsNullable = false;
            column.SetDefaultValue("");
        }

        builder.Entity<NewsItem>().HasQueryFilter(n => n.DeletedAt == null);
        builder.Entity<Contact>().HasQueryFilter(c => c.DeletedAt == null);
        builder.Entity<StaffMove>().HasQueryFilter(m => m.DeletedAt == null);
        builder.Entity<Issue>().HasQueryFilter(i => i.DeletedAt == null);
        if (Database.IsSqlite())
        {
            // Case-insensitive, as on SQL Server: a search for "mission" finds "Mission locale".
            builder.Entity<Subscriber>().Property(s => s.Organisation).UseCollation("NOCASE");
        }
    }

    private void Prepare()
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry is
                {
                    Entity: Edition or QuarterlyDigest or PublishedArticle or ConsentEvent or Erratum or Revision or NewsEvent or Release or Waiver
                        or AuditEntry or AuditSeal,
                    State: EntityState.Modified or EntityState.Deleted,
                })
            {
                throw new InvalidOperationException($"{entry.Metadata.ShortName()} is append-only.");
            }

            if (entry is { Entity: IVersioned, State: EntityState.Added or EntityState.Modified })
            {
                entry.Property(nameof(IVersioned.Version)).CurrentValue = Guid.NewGuid();
            }

            if (entry is { Entity: ISearchable found, State: EntityState.Added or EntityState.Modified })
            {
                entry.Property(ISearchable.Column).CurrentValue = Folding.Fold(found.SearchSource);
            }
        }
    }
}
