using System.Globalization;
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
            "Name" => metadata.Text("name"),
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
        ("Service", _) => ServiceCell(column, obj),
        ("Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet", _) => WorkloadCell(column, obj),
        ("Lease", "Holder") => obj.Map("spec")?.Text("holderIdentity"),
        ("RoleBinding" or "ClusterRoleBinding", "Role") => $"{obj.Map("roleRef")?.Text("kind")}/{obj.Map("roleRef")?.Text("name")}",
        ("MutatingWebhookConfiguration" or "ValidatingWebhookConfiguration", "Webhooks") => obj.List("webhooks")?.Count ?? 0,
        ("ValidatingAdmissionPolicy" or "ValidatingAdmissionPolicyBinding" or "MutatingAdmissionPolicy" or "MutatingAdmissionPolicyBinding", _) =>
            AdmissionCells.Of(column, obj),
        ("APIService", "Service") => obj.Map("spec")?.Map("service") is { } s ? $"{s.Text("namespace")}/{s.Text("name")}" : "Local",
        ("APIService", "Available") => obj.Map("status")?.List("conditions")?.OfType<JsonObject>()
            .FirstOrDefault(c => c.Text("type") == "Available")?.Text("status"),
        ("StorageClass", "Provisioner") => obj.Text("provisioner"),
        ("PersistentVolumeClaim" or "PersistentVolume", "Status") => obj.Map("status")?.Text("phase"),
        ("PodDisruptionBudget", "Min Available") => obj.Map("spec")?["minAvailable"]?.ToString() ?? "N/A",
        ("PodDisruptionBudget", "Max Unavailable") => obj.Map("spec")?["maxUnavailable"]?.ToString() ?? "N/A",
        ("PodDisruptionBudget", "Allowed Disruptions") => obj.Map("status")?.Integer("disruptionsAllowed") ?? 0,
        _ => null,
    };

    private static JsonNode? WorkloadCell(string column, JsonObject obj)
    {
        var (spec, status) = (obj.Map("spec") ?? [], obj.Map("status") ?? []);
        long Number(JsonObject owner, string name) => owner.Integer(name) ?? 0;
        return column switch
        {
            "Ready" when obj.Text("kind") is "Deployment" or "StatefulSet" =>
                string.Create(CultureInfo.InvariantCulture, $"{Number(status, "readyReplicas")}/{Number(spec, "replicas")}"),
            "Ready" => Number(status, obj.Text("kind") == "DaemonSet" ? "numberReady" : "readyReplicas"),
            "Up-to-date" => Number(status, obj.Text("kind") == "DaemonSet" ? "updatedNumberScheduled" : "updatedReplicas"),
            "Available" => Number(status, obj.Text("kind") == "DaemonSet" ? "numberAvailable" : "availableReplicas"),
            "Desired" => obj.Text("kind") == "DaemonSet" ? Number(status, "desiredNumberScheduled") : Number(spec, "replicas"),
            "Current" => Number(status, obj.Text("kind") == "DaemonSet" ? "currentNumberScheduled" : "replicas"),
            "Node Selector" => Labels(spec.Map("template")?.Map("spec")?.Map("nodeSelector")),
            "Selector" => Labels(spec.Map("selector")?.Map("matchLabels")),
            "Containers" => Containers(obj, "name"),
            "Images" => Containers(obj, "image"),
            _ => null,
        };
    }

    private static JsonNode? ServiceCell(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "Type" => spec.Text("type"),
            "Cluster-IP" => spec.Text("clusterIP") is { Length: > 0 } ip ? ip : None,
            "External-IP" => None,
            "Port(s)" => string.Join(',', (spec.List("ports")?.OfType<JsonObject>() ?? []).Select(p => $"{p["port"]}/{p.Text("protocol")}"))
                is { Length: > 0 } ports ? ports : None,
            "Selector" => Labels(spec.Map("selector")),
            _ => null,
        };
    }

    private static string Labels(JsonObject? labels) =>
        labels is { Count: > 0 } ? string.Join(',', labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}")) : None;

    private static string Containers(JsonObject obj, string field) => string.Join(
        ',', (obj.Map("spec")?.Map("template")?.Map("spec")?.List("containers")?.OfType<JsonObject>() ?? []).Select(c => c.Text(field)));
}
