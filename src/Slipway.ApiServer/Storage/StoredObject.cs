namespace Slipway.ApiServer.Storage;

/// <summary>One version of one object: immutable UTF-8 JSON whose <c>metadata.resourceVersion</c> is <see cref="Revision"/>.</summary>
public sealed class StoredObject
{
    // Bytes, or what makes them.
    private readonly object _content;
    private object? _metadata;

    internal StoredObject(StoreKey key, byte[] json, long revision, long createRevision, object? metadata = null)
        : this(key, (object)json, revision, createRevision, metadata)
    {
    }

    internal StoredObject(StoreKey key, DerivedContent content, long revision)
        : this(key, content, revision, revision, metadata: null)
    {
    }

    private StoredObject(StoreKey key, object content, long revision, long createRevision, object? metadata)
    {
        Key = key;
        _content = content;
        Revision = revision;
        CreateRevision = createRevision;
        _metadata = metadata;
    }

    /// <summary>The object's address.</summary>
    public StoreKey Key { get; }

    /// <summary>The whole object in its storage version. Never changes; may be sent without a copy.</summary>
    public ReadOnlyMemory<byte> Json => Bytes;

    /// <summary>The revision of the write that made this version.</summary>
    public long Revision { get; }

    /// <summary>The revision of the write that created the object.</summary>
    public long CreateRevision { get; }

    /// <summary>
    /// Whether the storage keeps this version in another way than it would today, with a key that was rotated for example: then also
    /// a write that changes nothing is worth making.
    /// </summary>
    public bool IsStale { get; internal init; }

    /// <summary>Whether the storage refused the write that made this version: it never came to be.</summary>
    internal bool IsRejected { get; set; }

    /// <summary>Whether <see cref="Json"/> is made each time it is asked for.</summary>
    internal bool IsDerived => _content is DerivedContent;

    internal byte[] Bytes => _content as byte[] ?? ((DerivedContent)_content).Encode(Revision);

    /// <summary>Other content with this version's address and revisions.</summary>
    internal StoredObject With(RevisionTemplate json) => new(Key, json.Encode(Revision), Revision, CreateRevision);

    /// <summary>
    /// What a reader parsed out of <see cref="Json"/> (labels, owners, …), parsed at most a few times and then shared.
    /// Every caller must use the same <typeparamref name="T"/>, and it must be immutable.
    /// </summary>
    /// <param name="parse">Makes the metadata; may run more than once when readers race, the first result is kept.</param>
    public T GetOrAddMetadata<T>(Func<StoredObject, T> parse)
        where T : class
        => (T)(Volatile.Read(ref _metadata) ?? Interlocked.CompareExchange(ref _metadata, parse(this), null) ?? _metadata!);
}
