using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Conversion.BuiltIn;

/// <summary>The built-in kinds that several group versions show: where they are stored, and how one form becomes the other.</summary>
internal static class BuiltInConversion
{
    /// <summary>The resource in whose form objects are stored; null when it is their own.</summary>
    public static ResourceReference? StorageOf(GroupVersionKind kind) => kind switch
    {
        { Group: EventConversion.Group, Version: "v1", Kind: "Event" } => new ResourceReference("", "v1", "events"),
        { Group: "autoscaling", Version: "v1", Kind: "HorizontalPodAutoscaler" } =>
            new ResourceReference("autoscaling", "v2", "horizontalpodautoscalers"),
        _ => null,
    };

    /// <summary>Whether objects of the kind have a form in another group version too.</summary>
    public static bool HasOthers(GroupVersionKind kind) => kind is
        { Group: "" or EventConversion.Group, Kind: "Event" } or { Group: "autoscaling", Kind: "HorizontalPodAutoscaler" };

    /// <summary>A copy of an object in another group version of its kind, which may be its own.</summary>
    public static JsonObject InVersion(JsonObject obj, string apiVersion) =>
        Convert(obj.Copy(), GroupVersionKind.Parse(apiVersion, obj.Text("kind")));

    /// <summary>The object in another group version of its kind.</summary>
    /// <param name="obj">The object, which is not to be used afterwards.</param>
    /// <param name="to">The kind wanted.</param>
    public static JsonObject Convert(JsonObject obj, GroupVersionKind to)
    {
        if (obj.Text("apiVersion") == to.ApiVersion)
        {
            return obj;
        }

        switch (to)
        {
            case { Group: "", Kind: "Event" }:
                return EventConversion.ToCore(obj);
            case { Group: EventConversion.Group, Kind: "Event" }:
                return EventConversion.ToEvents(obj);
            case { Group: "autoscaling", Version: "v1" }:
                AutoscalerConversion.ToV1(obj);
                break;
            case { Group: "autoscaling", Version: "v2" }:
                AutoscalerConversion.ToV2(obj);
                break;
            default:
                break;
        }

        obj["apiVersion"] = to.ApiVersion;
        return obj;
    }
}
