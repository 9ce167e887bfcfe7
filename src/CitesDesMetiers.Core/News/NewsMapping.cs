using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.News;

internal sealed class NewsMapping :
    IEntityTypeConfiguration<NewsItem>, IEntityTypeConfiguration<NewsPicture>, IEntityTypeConfiguration<Theme>, IEntityTypeConfiguration<NewsEvent>,
    IEntityTypeConfiguration<MailedNews>
{
    public void Configure(EntityTypeBuilder<NewsItem> builder)
    {
        builder.Property(n => n.Title).HasMaxLength(NewsItem.TitleLength);
        builder.Property(n => n.Language).HasMaxLength(10);
        builder.HasOne(n => n.Cite).WithMany().HasForeignKey(n => n.CiteId);
        builder.HasOne(n => n.Contact).WithMany().HasForeignKey(n => n.ContactId);
        builder.HasOne<User>().WithMany().HasForeignKey(n => n.AuthorId);
        builder.HasMany(n => n.Pictures).WithOne().HasForeignKey(p => p.NewsItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(n => n.Themes).WithMany().UsingEntity(join => join.ToTable("NewsItemThemes"));
        builder.HasMany(n => n.Events).WithOne().HasForeignKey(e => e.NewsItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(n => n.CallForNews).WithMany().HasForeignKey(n => n.CallForNewsId);
        builder.Ignore(n => n.IsComplete).Ignore(n => n.MayBeSubmitted);
        builder.HasIndex(n => new { n.State, n.UpdatedAt });
    }

    public void Configure(EntityTypeBuilder<NewsPicture> builder)
    {
        builder.HasKey(p => new { p.NewsItemId, p.MediaFileId });
        builder.Property(p => p.AlternativeText).HasMaxLength(MediaFile.AlternativeTextLength);
        builder.Property(p => p.Caption).HasMaxLength(NewsPicture.CaptionLength);
        builder.Property(p => p.Credit).HasMaxLength(MediaFile.CreditLength);
        builder.HasOne(p => p.MediaFile).WithMany().HasForeignKey(p => p.MediaFileId);
    }

    public void Configure(EntityTypeBuilder<NewsEvent> builder)
    {
        builder.Property(e => e.AuthorName).HasMaxLength(Contact.NameLength);
        builder.Property(e => e.Comment).HasMaxLength(NewsEvent.CommentLength);
    }

    public void Configure(EntityTypeBuilder<Theme> builder)
    {
        builder.Property(t => t.Name).HasMaxLength(60);
        builder.Property(t => t.Slug).HasMaxLength(80);
        builder.HasIndex(t => t.Slug).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MailedNews> builder)
    {
        builder.ToTable("MailedNews");
        builder.Property(m => m.Digest).HasMaxLength(MailedNews.DigestLength);
        builder.Property(m => m.Sender).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(m => m.SenderKey).HasMaxLength(64).IsUnicode(false);
        builder.Property(m => m.SenderName).HasMaxLength(Contact.NameLength);
        builder.Property(m => m.Title).HasMaxLength(NewsItem.TitleLength);
        builder.Property(m => m.Notes).HasMaxLength(MailedNews.NotesLength);
        builder.HasOne(m => m.Cite).WithMany().HasForeignKey(m => m.CiteId);
        builder.HasMany(m => m.Pictures).WithMany().UsingEntity(join => join.ToTable("MailedNewsPictures"));
        builder.HasIndex(m => m.Digest).IsUnique();
        builder.HasIndex(m => m.ReceivedAt);
        builder.HasIndex(m => m.SenderKey);
    }
}
