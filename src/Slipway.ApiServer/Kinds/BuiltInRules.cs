using System.Collections.Immutable;
using Slipway.ApiServer.Admission;
using Slipway.ApiServer.Certificates;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Kinds.Admission;
using Slipway.ApiServer.Kinds.Apps;
using Slipway.ApiServer.Kinds.Autoscaling;
using Slipway.ApiServer.Kinds.Batch;
using Slipway.ApiServer.Kinds.Coordination;
using Slipway.ApiServer.Kinds.Core;
using Slipway.ApiServer.Kinds.Discovery;
using Slipway.ApiServer.Kinds.FlowControl;
using Slipway.ApiServer.Kinds.Networking;
using Slipway.ApiServer.Kinds.Nodes;
using Slipway.ApiServer.Kinds.Policy;
using Slipway.ApiServer.Kinds.Scheduling;
using Slipway.ApiServer.Kinds.Storage;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Tables;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Kinds;

/// <summary>Which rules each built-in kind has.</summary>
internal static class BuiltInRules
{
    private static readonly ScalePaths Replicas = new(
        JsonPath.Parse(".spec.replicas"), JsonPath.Parse(".status.replicas"), JsonPath.Parse(".spec.selector"));

    public static KindRules For(GroupKind kind) => (kind.Group, kind.Kind) switch
    {
        ("", "ConfigMap") => new ConfigMapRules(),
        ("", "Secret") => new SecretRules(),
        ("", "Namespace") => new NamespaceRules(),
        ("", "Node") => new NodeRules(),
        ("", "Service") => new ServiceRules(),
        ("", "Pod") => new PodRules(),
        ("", "Event") => new EventRules(isCore: true),
        (EventConversion.Group, "Event") => new EventRules(isCore: false),
        ("autoscaling", "HorizontalPodAutoscaler") => new AutoscalerRules(),
        ("", "ServiceAccount") => new PlainRules(returnsDeleted: true),
        ("", "PodTemplate") => new PodTemplateRules(),
        ("", "ReplicationController") => new ReplicationControllerRules(),
        ("", "PersistentVolume") => new PersistentVolumeRules(),
        ("", "PersistentVolumeClaim") => new PersistentVolumeClaimRules(),
        ("", "LimitRange") => new LimitRangeRules(),
        ("", "ResourceQuota") => new ResourceQuotaRules(),
        ("", "Endpoints") => new EndpointsRules(),
        ("batch", "Job") => new JobRules(),
        ("batch", "CronJob") => new CronJobRules(),
        ("apps", "Deployment") => new DeploymentRules(),
        ("apps", "ReplicaSet") => new ReplicaSetRules(),
        ("apps", "DaemonSet") => new DaemonSetRules(),
        ("apps", "StatefulSet") => new StatefulSetRules(),
        ("apps", "ControllerRevision") => new ControllerRevisionRules(),
        ("rbac.authorization.k8s.io", "Role" or "ClusterRole") => new RoleRules(isNamespaced: kind.Kind == "Role"),
        ("rbac.authorization.k8s.io", _) => new RoleBindingRules(isNamespaced: kind.Kind == "RoleBinding"),
        (AdmissionRegistrations.ApiGroup, "MutatingWebhookConfiguration") => new WebhookConfigurationRules(mutates: true),
        (AdmissionRegistrations.ApiGroup, "ValidatingWebhookConfiguration") => new WebhookConfigurationRules(mutates: false),
        (AdmissionRegistrations.ApiGroup, "ValidatingAdmissionPolicy") => new AdmissionPolicyRules(),
        (AdmissionRegistrations.ApiGroup, "ValidatingAdmissionPolicyBinding") => new AdmissionPolicyBindingRules(mutates: false),
        (AdmissionRegistrations.ApiGroup, "MutatingAdmissionPolicy") => new MutatingPolicyRules(),
        (AdmissionRegistrations.ApiGroup, "MutatingAdmissionPolicyBinding") => new AdmissionPolicyBindingRules(mutates: true),
        ("apiregistration.k8s.io", "APIService") => new ApiServiceRules(),
        ("apiextensions.k8s.io", "CustomResourceDefinition") => new CustomResourceDefinitionRules(),
        (CertificateSigners.Group, "CertificateSigningRequest") => new SigningRequestRules(),
        ("networking.k8s.io" or "storage.k8s.io" or "discovery.k8s.io", _) => OfNetworkOrStorage(kind.Kind),
        ("policy", "PodDisruptionBudget") => new PodDisruptionBudgetRules(),
        ("scheduling.k8s.io", "PriorityClass") => new PriorityClassRules(),
        ("coordination.k8s.io", "Lease") => new LeaseRules(),
        ("resource.k8s.io", _) => new PlainRules(returnsDeleted: true),
        ("node.k8s.io", "RuntimeClass") => new RuntimeClassRules(),
        ("flowcontrol.apiserver.k8s.io", "FlowSchema") => new FlowSchemaRules(),
        ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration") => new PriorityLevelRules(),
        _ => KindRules.None,
    };

    public static ScalePaths? ScaleOf(GroupKind kind) => (kind.Group, kind.Kind) switch
    {
        ("apps", "Deployment" or "ReplicaSet" or "StatefulSet") or ("", "ReplicationController") => Replicas,
        _ => null,
    };

    private static KindRules OfNetworkOrStorage(string kind) => kind switch
    {
        "Ingress" => new IngressRules(),
        "IngressClass" => new IngressClassRules(),
        "NetworkPolicy" => new NetworkPolicyRules(),
        "IPAddress" => new IpAddressRules(),
        "ServiceCIDR" => new ServiceCidrRules(),
        "EndpointSlice" => new EndpointSliceRules(),
        "StorageClass" => new StorageClassRules(),
        "CSIDriver" => new CsiDriverRules(),
        "CSINode" => new CsiNodeRules(),
        "VolumeAttachment" => new VolumeAttachmentRules(),
        "CSIStorageCapacity" => new CsiStorageCapacityRules(),
        "VolumeAttributesClass" => new VolumeAttributesClassRules(),
        _ => KindRules.None,
    };

    public static ImmutableArray<SelectableField> SelectableFieldsOf(GroupKind kind) => (kind.Group, kind.Kind) switch
    {
        ("", "Secret") => [Field("type")],
        ("", "Namespace") => [Field("status.phase")],
        ("", "Node") => [Field("spec.unschedulable", "false")],
        ("", "Service") => [Field("spec.clusterIP"), Field("spec.type")],
        ("", "Pod") =>
        [
            Field("spec.nodeName"), Field("spec.restartPolicy"), Field("spec.schedulerName"), Field("spec.serviceAccountName"),
            Field("spec.hostNetwork", "false"), Field("status.phase"), Field("status.podIP"), Field("status.podIPs"),
            Field("status.nominatedNodeName"), new("spec.host", JsonPath.Parse(".spec.nodeName")),
        ],
        ("", "Event") =>
        [
            Field("involvedObject.kind"), Field("involvedObject.namespace"), Field("involvedObject.name"), Field("involvedObject.uid"),
            Field("involvedObject.apiVersion"), Field("involvedObject.resourceVersion"), Field("involvedObject.fieldPath"),
            Field("reason"), Field("reportingComponent"), new("source", JsonPath.Parse(".source.component")), Field("type"),
        ],
        (EventConversion.Group, "Event") =>
        [
            Field("reason"), Field("type"), new("reportingController", JsonPath.Parse(".reportingComponent")),
            Regarding("kind"), Regarding("namespace"), Regarding("name"), Regarding("uid"), Regarding("apiVersion"),
            Regarding("resourceVersion"), Regarding("fieldPath"),
        ],
        ("resource.k8s.io", "ResourceSlice") => [Field("spec.nodeName"), Field("spec.driver")],
        ("", "ReplicationController") => [Field("status.replicas", "0")],
        ("batch", "Job") => [Field("status.successful", "0")],
        ("certificates.k8s.io", "CertificateSigningRequest") => [Field("spec.signerName")],
        _ => [],
    };

    private static SelectableField Field(string name, string absent = "") => new(name, JsonPath.Parse("." + name), absent);

    // Selectors are held against the form in which objects are stored.
    private static SelectableField Regarding(string name) => new("regarding." + name, JsonPath.Parse(".involvedObject." + name));
}
