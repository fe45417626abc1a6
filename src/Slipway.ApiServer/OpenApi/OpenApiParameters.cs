namespace Slipway.ApiServer.OpenApi;

/// <summary>The parameters of Kubernetes' operations, in the order of the alphabet.</summary>
internal static class OpenApiParameters
{
    public static readonly string[] Get = ["pretty"];

    public static readonly string[] GetCustom = ["pretty", "resourceVersion"];

    public static readonly string[] List =
    [
        "allowWatchBookmarks", "continue", "fieldSelector", "labelSelector", "limit", "pretty", "resourceVersion",
        "resourceVersionMatch", "sendInitialEvents", "shardSelector", "timeoutSeconds", "watch",
    ];

    public static readonly string[] Write = ["dryRun", "fieldManager", "fieldValidation", "pretty"];

    public static readonly string[] Patch = ["dryRun", "fieldManager", "fieldValidation", "force", "pretty"];

    public static readonly string[] Delete =
    [
        "dryRun", "gracePeriodSeconds", "ignoreStoreReadErrorWithClusterBreakingPotential", "orphanDependents", "pretty",
        "propagationPolicy",
    ];

    public static readonly string[] DeleteCollection =
    [
        "continue", "dryRun", "fieldSelector", "gracePeriodSeconds", "ignoreStoreReadErrorWithClusterBreakingPotential",
        "labelSelector", "limit", "orphanDependents", "pretty", "propagationPolicy", "resourceVersion", "resourceVersionMatch",
        "sendInitialEvents", "shardSelector", "timeoutSeconds",
    ];

    public static readonly string[] Log =
    [
        "container", "follow", "insecureSkipTLSVerifyBackend", "limitBytes", "pretty", "previous", "sinceSeconds", "stream",
        "tailLines", "timestamps",
    ];

    /// <summary>Of a subresource that connects to something, by the kind of its options.</summary>
    public static string[] OfConnection(string kind) => kind switch
    {
        "PodExecOptions" => ["command", "container", "stderr", "stdin", "stdout", "tty"],
        "PodAttachOptions" => ["container", "stderr", "stdin", "stdout", "tty"],
        "PodPortForwardOptions" => ["ports"],
        _ => ["path"],
    };

    /// <summary>The JSON type of a parameter.</summary>
    public static string TypeOf(string name) => name switch
    {
        "allowWatchBookmarks" or "follow" or "force" or "ignoreStoreReadErrorWithClusterBreakingPotential"
            or "insecureSkipTLSVerifyBackend" or "orphanDependents" or "previous" or "sendInitialEvents" or "stderr" or "stdin"
            or "stdout" or "timestamps" or "tty" or "watch" => "boolean",
        "gracePeriodSeconds" or "limit" or "limitBytes" or "ports" or "sinceSeconds" or "tailLines" or "timeoutSeconds" => "integer",
        _ => "string",
    };
}
