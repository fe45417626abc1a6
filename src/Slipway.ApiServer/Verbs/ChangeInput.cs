using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Verbs;

/// <summary>What a change of a stored object begins with.</summary>
/// <param name="Old">The object as it is, not to be changed.</param>
/// <param name="ReadCopy">Makes a copy of it, which may become the next state.</param>
/// <param name="Revision">The store's revision of the object.</param>
internal readonly record struct ChangeInput(JsonObject Old, Func<JsonObject> ReadCopy, long Revision);
