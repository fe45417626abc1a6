namespace Slipway.ApiServer.Storage;

/// <summary>
/// What makes an object's JSON whenever it is read, for objects that every key space has and few read. A key space that is opened again
/// has the bytes, which its journal has kept.
/// </summary>
internal abstract class DerivedContent
{
    /// <summary>The whole object, the same each time, with the revision as its <c>metadata.resourceVersion</c>.</summary>
    public abstract byte[] Encode(long revision);
}
