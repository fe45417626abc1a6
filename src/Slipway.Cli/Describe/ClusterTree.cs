using System.Globalization;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Cli.Describe;

/// <summary>Makes the tree of a cluster: its infrastructure, its control plane and its workers, down to the machines.</summary>
internal sealed class ClusterTree(ClusterObjects objects, TreeOptions options)
{
    private readonly string _namespace = objects.Cluster.Metadata.NamespaceProperty;

    public TreeNode Build()
    {
        var cluster = objects.Cluster;
        var status = cluster.Status;
        int?[] replicas = [status?.ControlPlane?.Replicas, status?.Workers?.Replicas];
        int?[] desired = [status?.ControlPlane?.DesiredReplicas, status?.Workers?.DesiredReplicas];
        return Node("Cluster", cluster.Metadata.Name, null, status?.Conditions, ClusterConditions.Available) with
        {
            Replicas = $"{Sum(replicas)}/{Sum(desired)}",
            Available = Sum([status?.ControlPlane?.AvailableReplicas, status?.Workers?.AvailableReplicas]),
            Ready = Sum([status?.ControlPlane?.ReadyReplicas, status?.Workers?.ReadyReplicas]),
            UpToDate = Sum([status?.ControlPlane?.UpToDateReplicas, status?.Workers?.UpToDateReplicas]),
            Children = [.. Infrastructure(), .. ControlPlane(), .. Workers()],
        };
    }

    private IEnumerable<TreeNode> Infrastructure() =>
        objects.Cluster.Spec?.InfrastructureRef is { } reference
            ? [OfProvider(reference.Kind!, reference.Name!, readyType: null) with { Condition = InfrastructureTrouble() }]
            : [];

    // The Cluster says it better than a blank line; when all is well there is nothing to say.
    private TreeCondition? InfrastructureTrouble() =>
        Find(objects.Cluster.Status?.Conditions, ClusterConditions.InfrastructureReady) is { IsGood: false } trouble ? trouble : null;

    private IEnumerable<TreeNode> ControlPlane()
    {
        if (objects.ControlPlane is not { } controlPlane)
        {
            return [];
        }

        var status = controlPlane.Status;
        var machines = objects.Machines.Where(m => m.Metadata.Labels?.ContainsKey(ClusterLabels.ControlPlane) == true);
        return
        [
            Node("KubeadmControlPlane", controlPlane.Metadata.Name, controlPlane.Spec?.Version, status?.Conditions, "Available") with
            {
                Replicas = $"{status?.Replicas ?? 0}/{controlPlane.Spec?.Replicas ?? 1}",
                Available = Count(status?.AvailableReplicas),
                Ready = Count(status?.ReadyReplicas),
                UpToDate = Count(status?.UpToDateReplicas),
                Children =
                [
                    .. Templates(controlPlane.Spec?.MachineTemplate?.Spec?.InfrastructureRef),
                    .. Machines(machines),
                ],
            },
        ];
    }

    private IEnumerable<TreeNode> Workers()
    {
        var deployments = objects.Deployments.Select(Deployment).ToList();
        return deployments.Count == 0 ? [] : [new TreeNode("Workers") { Children = deployments }];
    }

    private TreeNode Deployment(MachineDeployment deployment)
    {
        var status = deployment.Status;
        var machines = objects.Machines.Where(
            m => m.Metadata.Labels?.TryGetValue(ClusterLabels.DeploymentName, out var name) == true && name == deployment.Metadata.Name);
        return Node(
            "MachineDeployment", deployment.Metadata.Name, deployment.Spec?.Template?.Spec?.Version, status?.Conditions, "Available") with
        {
            Replicas = $"{status?.Replicas ?? 0}/{deployment.Spec?.Replicas ?? 1}",
            Available = Count(status?.AvailableReplicas),
            Ready = Count(status?.ReadyReplicas),
            UpToDate = Count(status?.UpToDateReplicas),
            Children =
            [
                .. Templates(deployment.Spec?.Template?.Spec?.InfrastructureRef, deployment.Spec?.Template?.Spec?.Bootstrap?.ConfigRef),
                .. options.MachineSets ? Sets(deployment, [.. machines]) : Machines(machines),
            ],
        };
    }

    private IEnumerable<TreeNode> Sets(MachineDeployment deployment, IReadOnlyList<Machine> machines) =>
        from set in objects.Sets
        where set.Metadata.OwnerReferences?.Any(o => o.Uid == deployment.Metadata.Uid) == true
        let status = set.Status
        select Node("MachineSet", set.Metadata.Name, set.Spec?.Template?.Spec?.Version, status?.Conditions, "Available") with
        {
            Replicas = $"{status?.Replicas ?? 0}/{set.Spec?.Replicas ?? 1}",
            Available = Count(status?.AvailableReplicas),
            Ready = Count(status?.ReadyReplicas),
            UpToDate = Count(status?.UpToDateReplicas),
            Children = Machines(machines.Where(m => m.Metadata.OwnerReferences?.Any(o => o.Uid == set.Metadata.Uid) == true)),
        };

    private IEnumerable<TreeNode> Templates(params ReadOnlySpan<ContractVersionedObjectReference?> references)
    {
        if (!options.Templates)
        {
            return [];
        }

        var templates = new List<TreeNode>();
        foreach (var reference in references)
        {
            if (reference is not null)
            {
                templates.Add(new TreeNode($"{reference.Kind} {_namespace}/{reference.Name}"));
            }
        }

        return [new TreeNode("Templates") { Children = templates }];
    }

    private IReadOnlyList<TreeNode> Machines(IEnumerable<Machine> machines)
    {
        var ordered = machines.OrderBy(m => m.Metadata.Name, StringComparer.Ordinal).ToList();
        return options.Group ? [.. MachineGroups.Of(ordered, Machine)] : [.. ordered.Select(Machine)];
    }

    private TreeNode Machine(Machine machine)
    {
        var conditions = machine.Status?.Conditions;
        return Node("Machine", machine.Metadata.Name, machine.Spec?.Version, conditions, MachineConditions.Ready) with
        {
            Replicas = "1",
            Available = One(conditions, MachineConditions.Available),
            Ready = One(conditions, MachineConditions.Ready),
            UpToDate = One(conditions, MachineConditions.UpToDate),
            Children = options.Echo ? [.. Parts(machine.Spec?.InfrastructureRef, machine.Spec?.Bootstrap?.ConfigRef)] : [],
        };
    }

    private IEnumerable<TreeNode> Parts(params IEnumerable<ContractVersionedObjectReference?> references) =>
        references.OfType<ContractVersionedObjectReference>().Select(r => OfProvider(r.Kind!, r.Name!, "Ready"));

    private TreeNode OfProvider(string kind, string name, string? readyType) =>
        Node(kind, name, version: null, objects.OfProviders.GetValueOrDefault((kind, name)), readyType ?? "");

    private TreeNode Node(string kind, string name, string? version, IEnumerable<Condition>? conditions, string type) =>
        new($"{kind} {_namespace}/{name}{(version is null ? "" : ", " + version)}")
        {
            Condition = options.Shows(kind) ? null : Find(conditions, type),
            Conditions = options.Shows(kind) ? [.. (conditions ?? []).Select(ToTree)] : [],
        };

    private static TreeCondition? Find(IEnumerable<Condition>? conditions, string type) =>
        conditions?.FirstOrDefault(c => c.Type == type) is { } condition ? ToTree(condition) : null;

    private static TreeCondition ToTree(Condition condition) => new(
        condition.Type ?? "",
        condition.Status ?? "",
        condition.Reason ?? "",
        condition.Message ?? "",
        condition.LastTransitionTime is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null);

    private static string One(IEnumerable<Condition>? conditions, string type) =>
        conditions?.Any(c => c.Type == type && c.Status == "True") == true ? "1" : "0";

    private static string Count(int? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Sum(int?[] numbers) => numbers.Sum(n => n ?? 0).ToString(CultureInfo.InvariantCulture);
}
