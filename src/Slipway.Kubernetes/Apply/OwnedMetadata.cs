namespace Slipway.Kubernetes.Apply;

/// <summary>The fields that nobody manages: what names an object, and what the server alone writes.</summary>
internal static class OwnedMetadata
{
    public static FieldSet Unmanaged { get; } = FieldSet.OfFields(
        "apiVersion",
        "kind",
        "metadata",
        "metadata.name",
        "metadata.namespace",
        "metadata.creationTimestamp",
        "metadata.selfLink",
        "metadata.uid",
        "metadata.clusterName",
        "metadata.generation",
        "metadata.managedFields",
        "metadata.resourceVersion");

    public static bool IsServers(string field) => field is
        "name" or "namespace" or "creationTimestamp" or "selfLink" or "uid" or "clusterName" or "generation" or "managedFields"
            or "resourceVersion";
}
