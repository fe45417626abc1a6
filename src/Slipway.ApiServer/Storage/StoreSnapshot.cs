namespace Slipway.ApiServer.Storage;

/// <summary>The whole key space at one revision; immutable.</summary>
internal sealed class StoreSnapshot(long revision, KeyTree? root)
{
    // The least text that is greater than a given one, in ordinal order, is that text with this behind it.
    private const string Next = "\0";

    /// <summary>A key space in which nothing was ever written; clients give revision 0 a meaning of its own.</summary>
    public static readonly StoreSnapshot Empty = new(1, null);

    public long Revision => revision;

    public StoredObject? Find(in StoreKey key) => KeyTree.Find(root, key);

    public StoreSnapshot With(StoredObject value) => new(value.Revision, KeyTree.Set(root, value));

    /// <summary>The state after <paramref name="last"/>, whose key is there, was deleted.</summary>
    public StoreSnapshot Without(StoredObject last) => new(last.Revision, KeyTree.Remove(root!, last.Key));

    public StoreSnapshot At(long later) => new(later, root);

    public StoreList List(in StoreQuery query)
    {
        var start = new StoreKey(query.Resource, query.Namespace ?? "", "");
        if (query.StartAfter is { } after && after >= start)
        {
            start = after with { Name = after.Name + Next };
        }

        var end = query.Namespace is null
            ? new StoreKey(query.Resource + Next, "", "")
            : new StoreKey(query.Resource, query.Namespace + Next, "");
        var first = KeyTree.Rank(root, start);
        var total = Math.Max(0, KeyTree.Rank(root, end) - first);
        var taken = query.Limit > 0 ? Math.Min(query.Limit, total) : total;
        if (taken == 0)
        {
            return new StoreList(revision, [], total);
        }

        var items = new StoredObject[taken];
        KeyTree.Copy(root, first, items);
        return new StoreList(revision, items, total - taken);
    }
}
