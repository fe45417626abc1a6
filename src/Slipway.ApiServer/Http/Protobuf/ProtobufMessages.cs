using System.Collections.Frozen;

namespace Slipway.ApiServer.Http.Protobuf;

/// <summary>
/// The messages that are read: what kubectl's <c>create</c> and <c>drain</c> and Go controllers send in protobuf. A line is a message, then
/// <c>number name type</c> of each field; <c>[]</c> marks a list and <c>?</c> a field that Go has as a pointer.
/// </summary>
internal static class ProtobufMessages
{
    private const string Table = """
        ObjectMeta: 1 name string, 2 generateName string, 3 namespace string, 5 uid string, 6 resourceVersion string, 7 generation int, 8 creationTimestamp Time, 9 deletionTimestamp Time, 10 deletionGracePeriodSeconds int?, 11 labels map, 12 annotations map, 13 ownerReferences []OwnerReference, 14 finalizers []string, 17 managedFields []ManagedFieldsEntry
        OwnerReference: 1 kind string, 3 name string, 4 uid string, 5 apiVersion string, 6 controller bool?, 7 blockOwnerDeletion bool?
        ManagedFieldsEntry: 1 manager string, 2 operation string, 3 apiVersion string, 4 time Time, 6 fieldsType string, 7 fieldsV1 Raw, 8 subresource string
        LabelSelector: 1 matchLabels map, 2 matchExpressions []LabelSelectorRequirement
        LabelSelectorRequirement: 1 key string, 2 operator string, 3 values []string
        DeleteOptions: 1 gracePeriodSeconds int?, 2 preconditions Preconditions, 3 orphanDependents bool?, 4 propagationPolicy string, 5 dryRun []string
        Preconditions: 1 uid string, 2 resourceVersion string
        ObjectReference: 1 kind string, 2 namespace string, 3 name string, 4 uid string, 5 apiVersion string, 6 resourceVersion string, 7 fieldPath string
        LocalObjectReference: 1 name string
        Namespace: 1 metadata ObjectMeta, 2 spec NamespaceSpec, 3 status NamespaceStatus
        NamespaceSpec: 1 finalizers []string
        NamespaceStatus: 1 phase string
        ConfigMap: 1 metadata ObjectMeta, 2 data map, 3 binaryData bytesmap, 4 immutable bool?
        Secret: 1 metadata ObjectMeta, 2 data bytesmap, 3 type string, 4 stringData map, 5 immutable bool?
        ServiceAccount: 1 metadata ObjectMeta, 2 secrets []ObjectReference, 3 imagePullSecrets []LocalObjectReference, 4 automountServiceAccountToken bool?
        Event: 1 metadata ObjectMeta, 2 involvedObject ObjectReference, 3 reason string, 4 message string, 5 source EventSource, 6 firstTimestamp Time, 7 lastTimestamp Time, 8 count int, 9 type string, 10 eventTime MicroTime, 11 series EventSeries, 12 action string, 13 related ObjectReference, 14 reportingComponent string, 15 reportingInstance string
        EventSource: 1 component string, 2 host string
        EventSeries: 1 count int, 2 lastObservedTime MicroTime
        Eviction: 1 metadata ObjectMeta, 2 deleteOptions DeleteOptions
        Lease: 1 metadata ObjectMeta, 2 spec LeaseSpec
        LeaseSpec: 1 holderIdentity string?, 2 leaseDurationSeconds int?, 3 acquireTime MicroTime, 4 renewTime MicroTime, 5 leaseTransitions int?, 6 strategy string, 7 preferredHolder string
        Role: 1 metadata ObjectMeta, 2 rules []PolicyRule
        ClusterRole: 1 metadata ObjectMeta, 2 rules []PolicyRule, 3 aggregationRule AggregationRule
        AggregationRule: 1 clusterRoleSelectors []LabelSelector
        PolicyRule: 1 verbs []string, 2 apiGroups []string, 3 resources []string, 4 resourceNames []string, 5 nonResourceURLs []string
        RoleBinding: 1 metadata ObjectMeta, 2 subjects []Subject, 3 roleRef RoleRef
        ClusterRoleBinding: 1 metadata ObjectMeta, 2 subjects []Subject, 3 roleRef RoleRef
        Subject: 1 kind string, 2 apiGroup string, 3 name string, 4 namespace string
        RoleRef: 1 apiGroup string, 2 kind string, 3 name string
        """;

    private static readonly FrozenSet<string> Kinds = FrozenSet.Create(
        "v1 Namespace",
        "v1 ConfigMap",
        "v1 Secret",
        "v1 ServiceAccount",
        "v1 Event",
        "policy/v1 Eviction",
        "coordination.k8s.io/v1 Lease",
        "rbac.authorization.k8s.io/v1 Role",
        "rbac.authorization.k8s.io/v1 ClusterRole",
        "rbac.authorization.k8s.io/v1 RoleBinding",
        "rbac.authorization.k8s.io/v1 ClusterRoleBinding");

    private static readonly FrozenDictionary<string, FrozenDictionary<int, ProtobufField>> Messages =
        Table.Split('\n').Select(ParseMessage).ToFrozenDictionary(m => m.Name, m => m.Fields);

    /// <summary>Whether objects of the kind can be read. DeleteOptions are of every group: clients name that of what they delete.</summary>
    public static bool Knows(string apiVersion, string kind) => kind == "DeleteOptions" || Kinds.Contains($"{apiVersion} {kind}");

    /// <summary>The fields of a message by their numbers.</summary>
    public static FrozenDictionary<int, ProtobufField> FieldsOf(string message) => Messages[message];

    private static (string Name, FrozenDictionary<int, ProtobufField> Fields) ParseMessage(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return (line[..colon], line[(colon + 1)..].Split(',').Select(ParseField).ToFrozenDictionary(f => f.Number, f => f.Field));
    }

    private static (int Number, ProtobufField Field) ParseField(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var type = parts[2];
        var isRepeated = type.StartsWith("[]", StringComparison.Ordinal);
        var keepsZero = type.EndsWith('?');
        return (int.Parse(parts[0]), new ProtobufField(parts[1], type.Trim('[', ']', '?'), isRepeated, keepsZero));
    }
}
