namespace Slipway.ApiServer.Storage;

/// <summary>One write, with the state that it expects.</summary>
public sealed class StoreWrite
{
    private StoreWrite(StoreEventKind kind, StoreKey key, long expectedRevision, RevisionTemplate json, object? metadata)
    {
        Kind = kind;
        Key = key;
        ExpectedRevision = expectedRevision;
        Json = json;
        Metadata = metadata;
    }

    /// <summary>What the write does when it is committed.</summary>
    public StoreEventKind Kind { get; }

    /// <summary>The object's address.</summary>
    public StoreKey Key { get; }

    internal long ExpectedRevision { get; }

    internal RevisionTemplate Json { get; }

    internal object? Metadata { get; }

    /// <summary>What makes the object, when that is not <see cref="Json"/>.</summary>
    internal DerivedContent? Derived { get; private init; }

    /// <summary>Creates an object that must not exist.</summary>
    /// <param name="key">The object's address.</param>
    /// <param name="json">The object.</param>
    /// <param name="metadata">What <see cref="StoredObject.GetOrAddMetadata"/> will answer, when the caller has it already.</param>
    public static StoreWrite Create(StoreKey key, RevisionTemplate json, object? metadata = null)
        => new(StoreEventKind.Created, key, 0, json, metadata);

    /// <summary>Creates an object that must not exist, and whose JSON is made when it is read.</summary>
    internal static StoreWrite Create(StoreKey key, DerivedContent content)
        => new(StoreEventKind.Created, key, 0, json: default, metadata: null) { Derived = content };

    /// <summary>Replaces an object whose latest revision must be <paramref name="expectedRevision"/>.</summary>
    /// <param name="key">The object's address.</param>
    /// <param name="expectedRevision">The revision of the version that the new one was made from.</param>
    /// <param name="json">The object.</param>
    /// <param name="metadata">What <see cref="StoredObject.GetOrAddMetadata"/> will answer, when the caller has it already.</param>
    public static StoreWrite Update(StoreKey key, long expectedRevision, RevisionTemplate json, object? metadata = null)
        => new(StoreEventKind.Updated, key, expectedRevision, json, metadata);

    /// <summary>Deletes an object whose latest revision must be <paramref name="expectedRevision"/>.</summary>
    /// <param name="key">The object's address.</param>
    /// <param name="expectedRevision">The revision of the version that the caller decided on.</param>
    /// <param name="last">The object as watchers shall see it go.</param>
    /// <param name="metadata">What <see cref="StoredObject.GetOrAddMetadata"/> will answer, when the caller has it already.</param>
    public static StoreWrite Delete(StoreKey key, long expectedRevision, RevisionTemplate last, object? metadata = null)
        => new(StoreEventKind.Deleted, key, expectedRevision, last, metadata);

    /// <summary>Deletes exactly the version <paramref name="current"/>; watchers see that state go.</summary>
    public static StoreWrite Delete(StoredObject current)
        => Delete(current.Key, current.Revision, RevisionTemplate.Parse(current.Json));
}
