using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Issues;

internal sealed class IssuesMapping :
    IEntityTypeConfiguration<Issue>, IEntityTypeConfiguration<IssueSection>, IEntityTypeConfiguration<IssueItem>,
    IEntityTypeConfiguration<AgendaChoice>, IEntityTypeConfiguration<Edition>, IEntityTypeConfiguration<Erratum>,
    IEntityTypeConfiguration<PublishedArticle>, IEntityTypeConfiguration<LinkCheck>, IEntityTypeConfiguration<EditionVisits>,
    IEntityTypeConfiguration<QuarterlyDigest>, IEntityTypeConfiguration<Waiver>, IEntityTypeConfiguration<EditionPdf>,
    IEntityTypeConfiguration<EditionPdfFile>, IEntityTypeConfiguration<TranslatedPassage>, IEntityTypeConfiguration<EditionOriginal>,
    IEntityTypeConfiguration<WithdrawnPage>
{
    public void Configure(EntityTypeBuilder<Waiver> builder)
    {
        builder.Property(w => w.PassageHash).HasMaxLength(64).IsUnicode(false);
        builder.Property(w => w.Mark).HasMaxLength(Waiver.MarkLength);
        builder.Property(w => w.Reason).HasMaxLength(Waiver.ReasonLength);
        builder.Property(w => w.ByName).HasMaxLength(Contact.NameLength);
        builder.HasOne<Issue>().WithMany().HasForeignKey(w => w.IssueId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(w => new { w.IssueId, w.PassageHash }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TranslatedPassage> builder)
    {
        builder.HasKey(p => new { p.IssueId, p.Key });
        builder.Property(p => p.Key).HasMaxLength(TranslatedPassage.KeyLength).IsUnicode(false);
        builder.Property(p => p.DraftHash).HasMaxLength(64).IsUnicode(false);
    }

    public void Configure(EntityTypeBuilder<QuarterlyDigest> builder)
    {
        builder.Property(d => d.Subject).HasMaxLength(Issue.SubjectLength);
        builder.HasIndex(d => d.From).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Issue> builder)
    {
        builder.Property(i => i.Language).HasMaxLength(10);
        builder.Property(i => i.PeriodLabel).HasMaxLength(Issue.PeriodLabelLength);
        builder.Property(i => i.Subject).HasMaxLength(Issue.SubjectLength);
        builder.Property(i => i.Preheader).HasMaxLength(Issue.PreheaderLength);
        builder.Property(i => i.Salutation).HasMaxLength(200);
        builder.Property(i => i.ClosingFormula).HasMaxLength(200);
        builder.Property(i => i.Signatory).HasMaxLength(120);
        builder.Property(i => i.SignatoryRole).HasMaxLength(120);
        builder.Property(i => i.ContactNotice).HasMaxLength(500);
        builder.Property(i => i.ContactAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(i => i.Closing).HasMaxLength(500);
        builder.Property(i => i.Team).HasMaxLength(Issue.TeamLength);
        builder.Property(i => i.ApprovedContent).HasMaxLength(64).IsUnicode(false);
        builder.Property(i => i.ApprovedBy).HasMaxLength(Contact.NameLength);
        builder.Property(i => i.AcceptedWarnings).HasMaxLength(64).IsUnicode(false);
        builder.Ignore(i => i.IsPublished).Ignore(i => i.IsApproved).Ignore(i => i.HasLostApproval).Ignore(i => i.IsDeletable)
            .Ignore(i => i.IsTranslation);
        builder.HasIndex(i => new { i.State, i.ScheduledFor });

        // A number may be published in several languages, each as an issue of its own. A deleted issue leaves its number to another.
        builder.HasIndex(i => new { i.Number, i.Language }).IsUnique().HasFilter("DeletedAt IS NULL");
        builder.ComplexProperty(i => i.Audience, audience =>
        {
            audience.Ignore(a => a.ExceptLanguages);
            audience.Ignore(a => a.Frequency);
            audience.Property(a => a.Language).HasMaxLength(10);
            audience.Property(a => a.Organisation).HasMaxLength(200);
        });
        builder.HasMany(i => i.Sections).WithOne().HasForeignKey(s => s.IssueId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(i => i.Passages).WithOne().HasForeignKey(p => p.IssueId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(i => i.AgendaChoices).WithOne().HasForeignKey(c => c.IssueId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IssueSection> builder)
    {
        builder.Property(s => s.Title).HasMaxLength(IssueSection.TitleLength);
        builder.Ignore(s => s.TakesNews).Ignore(s => s.TakesMoves);
        builder.HasMany(s => s.Items).WithOne().HasForeignKey(i => i.IssueSectionId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IssueItem> builder)
    {
        builder.HasOne(i => i.NewsItem).WithMany().HasForeignKey(i => i.NewsItemId);
        builder.HasOne(i => i.StaffMove).WithMany().HasForeignKey(i => i.StaffMoveId);
    }

    public void Configure(EntityTypeBuilder<AgendaChoice> builder)
    {
        builder.HasKey(c => new { c.IssueId, c.AgendaEntryId });
        builder.HasOne<AgendaEntry>().WithMany().HasForeignKey(c => c.AgendaEntryId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Edition> builder)
    {
        builder.Property(e => e.Slug).HasMaxLength(80);
        builder.Property(e => e.Language).HasMaxLength(10);
        builder.Property(e => e.PeriodLabel).HasMaxLength(Issue.PeriodLabelLength);
        builder.Property(e => e.Subject).HasMaxLength(Issue.SubjectLength);
        builder.HasOne<Issue>().WithOne().HasForeignKey<Edition>(e => e.IssueId);
        builder.HasIndex(e => e.IssueId).IsUnique();
        builder.HasIndex(e => e.Slug).IsUnique();
        builder.HasIndex(e => e.PublishedAt);
        builder.HasMany(e => e.Errata).WithOne().HasForeignKey(e => e.EditionId);
        builder.HasMany(e => e.Articles).WithOne(a => a.Edition).HasForeignKey(a => a.EditionId);
    }

    public void Configure(EntityTypeBuilder<EditionVisits> builder)
    {
        builder.HasKey(v => new { v.EditionId, v.Day });
        builder.HasOne<Edition>().WithMany().HasForeignKey(v => v.EditionId);
    }

    public void Configure(EntityTypeBuilder<EditionPdf> builder)
    {
        builder.HasKey(p => p.EditionId);
        builder.HasOne<Edition>().WithOne().HasForeignKey<EditionPdf>(p => p.EditionId);
    }

    public void Configure(EntityTypeBuilder<EditionPdfFile> builder)
    {
        builder.HasKey(p => p.EditionId);
        builder.HasOne<Edition>().WithOne().HasForeignKey<EditionPdfFile>(p => p.EditionId);
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Hash).HasMaxLength(64).IsUnicode(false);
    }

    public void Configure(EntityTypeBuilder<EditionOriginal> builder)
    {
        builder.ToTable("EditionOriginals");
        builder.HasKey(o => o.EditionId);
        builder.HasOne<Edition>().WithOne().HasForeignKey<EditionOriginal>(o => o.EditionId);
        builder.Property(o => o.Extension).HasMaxLength(10).IsUnicode(false);
    }

    public void Configure(EntityTypeBuilder<WithdrawnPage> builder)
    {
        builder.HasKey(p => p.Path);
        builder.Property(p => p.Path).HasMaxLength(WithdrawnPage.PathLength);
    }

    public void Configure(EntityTypeBuilder<LinkCheck> builder)
    {
        builder.Property(l => l.Url).HasMaxLength(2_000);
        builder.Property(l => l.UrlHash).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(l => l.UrlHash).IsUnique();
        builder.HasIndex(l => new { l.State, l.CheckedAt });
    }

    public void Configure(EntityTypeBuilder<Erratum> builder) => builder.Property(e => e.Text).HasMaxLength(2_000);

    public void Configure(EntityTypeBuilder<PublishedArticle> builder)
    {
        builder.Property(a => a.Slug).HasMaxLength(80);
        builder.Property(a => a.Title).HasMaxLength(NewsItem.TitleLength);
        builder.Property(a => a.Excerpt).HasMaxLength(300);
        builder.Property(a => a.Language).HasMaxLength(10);
        builder.Property(a => a.PictureName).HasMaxLength(40).IsUnicode(false);
        builder.Property(a => a.PictureAlternativeText).HasMaxLength(MediaFile.AlternativeTextLength);
        builder.HasOne<NewsItem>().WithMany().HasForeignKey(a => a.NewsItemId);
        builder.HasOne(a => a.Cite).WithMany().HasForeignKey(a => a.CiteId);
        builder.HasMany(a => a.Themes).WithMany().UsingEntity(join => join.ToTable("PublishedArticleThemes"));
        builder.HasIndex(a => a.Slug).IsUnique();
        builder.HasIndex(a => a.PublishedAt);
    }
}
