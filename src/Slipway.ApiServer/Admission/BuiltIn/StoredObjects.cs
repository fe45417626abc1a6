using System.Text.Json.Nodes;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>What admission plugins look up.</summary>
internal static class StoredObjects
{
    /// <summary>All objects of a kind, in a namespace or everywhere.</summary>
    public static IEnumerable<JsonObject> All(this EngineCore core, string resource, string ns = "") =>
        core.Store.List(new StoreQuery(resource, ns)).Items.Select(stored => ObjectViews.Of(stored).Stored.ToJsonObject());

    /// <summary>An object without a namespace; null when it is not there.</summary>
    public static JsonObject? Find(this EngineCore core, string resource, string name) =>
        core.Store.Get(new StoreKey(resource, "", name)) is { } stored ? ObjectViews.Of(stored).Stored.ToJsonObject() : null;
}
