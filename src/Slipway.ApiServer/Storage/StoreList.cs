namespace Slipway.ApiServer.Storage;

/// <summary>A page of objects, all of one moment.</summary>
/// <param name="Revision">The revision whose state this is; watching from it misses nothing.</param>
/// <param name="Items">The objects in key order.</param>
/// <param name="Remaining">
/// How many further objects the limit held back; the next page comes from <see cref="VersionedStore.ListAt"/>.
/// </param>
public readonly record struct StoreList(long Revision, IReadOnlyList<StoredObject> Items, int Remaining);
