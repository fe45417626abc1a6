using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tables;

/// <summary>Cells of built-in kinds, by the heading of their column, as kubectl's printers fill them.</summary>
internal static class BuiltInCells
{
    private const string None = "<none>";

    public static JsonNode? Of(GroupKind kind, TableColumn column, JsonObject obj, DateTimeOffset now)
    {
        var metadata = obj.Map("metadata")!;
        return column.Name switch
        {
            "Name" => metadata.Text("name") + (IsDefault(kind, metadata) ? " (default)" : ""),
            "Age" => Ages.Of(metadata.Text("creationTimestamp"), now),
            "Created At" => metadata.Text("creationTimestamp"),
            _ => OfKind(kind, column.Name, obj, now) ?? (column.Type == "integer" ? 0 : None),
        };
    }

    private static JsonNode? OfKind(GroupKind kind, string column, JsonObject obj, DateTimeOffset now) => (kind.Kind, column) switch
    {
        ("Secret", "Type") => obj.Text("type"),
        ("Secret" or "ConfigMap", "Data") => (obj.Map("data")?.Count ?? 0) + (obj.Map("binaryData")?.Count ?? 0),
        ("Namespace", "Status") => obj.Map("status")?.Text("phase"),
        ("Node", _) => NodeCells.Of(column, obj),
        ("Pod", _) => PodCells.Of(column, obj, now),
        ("Event", _) => EventCells.Of(column, obj, now),
        ("Service", _) => ServiceCells.Of(column, obj),
        ("Endpoints", "Endpoints") => ServiceCells.OfEndpoints(obj),
        ("Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet" or "ReplicationController", _) => WorkloadCells.Of(kind.Kind, column, obj),
        ("Scale", _) => ScaleCells.Of(column, obj),
        ("PodTemplate", _) => WorkloadCells.OfTemplate(column, obj),
        ("ControllerRevision", _) => WorkloadCells.OfRevision(column, obj),
        ("Job", _) => JobCells.OfJob(column, obj, now),
        ("CronJob", _) => JobCells.OfCronJob(column, obj, now),
        ("HorizontalPodAutoscaler", _) => AutoscalerCells.Of(column, obj),
        ("ResourceQuota", _) => QuotaCells.Of(column, obj),
        ("PersistentVolume", _) => VolumeCells.OfVolume(column, obj),
        ("PersistentVolumeClaim", _) => VolumeCells.OfClaim(column, obj),
        ("Lease", "Holder") => obj.Map("spec")?.Text("holderIdentity") ?? "",
        ("RoleBinding" or "ClusterRoleBinding", _) => AccessCells.OfBinding(column, obj),
        ("CertificateSigningRequest", _) => AccessCells.OfRequest(column, obj),
        ("FlowSchema", _) => FlowControlCells.OfSchema(column, obj),
        ("PriorityLevelConfiguration", _) => FlowControlCells.OfLevel(column, obj),
        ("MutatingWebhookConfiguration" or "ValidatingWebhookConfiguration", "Webhooks") => obj.List("webhooks")?.Count ?? 0,
        ("ValidatingAdmissionPolicy" or "ValidatingAdmissionPolicyBinding" or "MutatingAdmissionPolicy" or "MutatingAdmissionPolicyBinding", _) =>
            AdmissionCells.Of(column, obj),
        ("APIService", "Service") => obj.Map("spec")?.Map("service") is { } s ? $"{s.Text("namespace")}/{s.Text("name")}" : "Local",
        ("APIService", "Available") => obj.Map("status")?.List("conditions")?.OfType<JsonObject>()
            .FirstOrDefault(c => c.Text("type") == "Available")?.Text("status"),
        ("PodDisruptionBudget", "Min Available") => obj.Map("spec")?["minAvailable"]?.ToString() ?? "N/A",
        ("PodDisruptionBudget", "Max Unavailable") => obj.Map("spec")?["maxUnavailable"]?.ToString() ?? "N/A",
        ("PodDisruptionBudget", "Allowed Disruptions") => obj.Map("status")?.Integer("disruptionsAllowed") ?? 0,
        ("PriorityClass", "Value") => obj.Integer("value") ?? 0,
        ("PriorityClass", "Global-Default") => obj.IsTrue("globalDefault"),
        ("PriorityClass", "PreemptionPolicy") => obj.Text("preemptionPolicy"),
        ("RuntimeClass", "Handler") => obj.Text("handler"),
        _ => OfNetworkOrStorage(kind, column, obj),
    };

    private static JsonNode? OfNetworkOrStorage(GroupKind kind, string column, JsonObject obj) => (kind.Kind, column) switch
    {
        ("Ingress", _) => NetworkingCells.OfIngress(column, obj),
        ("IngressClass", _) => NetworkingCells.OfIngressClass(column, obj),
        ("NetworkPolicy", "Pod-Selector") => CellText.Selector(obj.Map("spec")?.Map("podSelector"), CellText.None),
        ("IPAddress", "ParentRef") => NetworkingCells.OfAddress(obj),
        ("ServiceCIDR", "CIDRs") => string.Join(',', obj.Map("spec")?.Texts("cidrs") ?? []),
        ("EndpointSlice", _) => NetworkingCells.OfSlice(column, obj),
        ("StorageClass", _) => StorageCells.OfClass(column, obj),
        ("CSIDriver", _) => StorageCells.OfDriver(column, obj),
        ("CSINode", "Drivers") => obj.Map("spec")?.List("drivers")?.Count ?? 0,
        ("VolumeAttachment", _) => StorageCells.OfAttachment(column, obj),
        ("VolumeAttributesClass", "DriverName") => obj.Text("driverName"),
        _ => null,
    };

    // What is taken when nothing is named says so behind its name.
    private static bool IsDefault(GroupKind kind, JsonObject metadata) => kind.Kind is "StorageClass" or "IngressClass"
        && metadata.Map("annotations") is { } annotations
        && (annotations.Text(kind.Kind == "StorageClass"
            ? "storageclass.kubernetes.io/is-default-class"
            : "ingressclass.kubernetes.io/is-default-class") == "true"
            || (kind.Kind == "StorageClass" && annotations.Text("storageclass.beta.kubernetes.io/is-default-class") == "true"));
}
