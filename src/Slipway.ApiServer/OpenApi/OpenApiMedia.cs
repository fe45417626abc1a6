namespace Slipway.ApiServer.OpenApi;

/// <summary>The media types that operations speak.</summary>
internal static class OpenApiMedia
{
    public static readonly string[] Any = ["*/*"];

    public static readonly string[] Json = ["application/json"];

    /// <summary>Of built-in kinds.</summary>
    public static readonly string[] Typed = ["application/json", "application/vnd.kubernetes.protobuf", "application/yaml"];

    /// <summary>Of lists of built-in kinds, which may be watched.</summary>
    public static readonly string[] TypedLists =
    [
        "application/json", "application/json;stream=watch", "application/vnd.kubernetes.protobuf",
        "application/vnd.kubernetes.protobuf;stream=watch", "application/yaml",
    ];

    /// <summary>Of custom resources.</summary>
    public static readonly string[] Custom = ["application/json", "application/yaml"];

    public static readonly string[] Logs = [.. Typed, "text/plain"];

    public static readonly string[] CustomPatches =
        ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"];

    public static readonly string[] Patches = [.. CustomPatches, "application/strategic-merge-patch+json"];
}
