using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.ApiServer.Tests.Planes;

namespace Slipway.ApiServer.Tests.Kubectl;

/// <summary>What the real kubectl does about users, roles and tokens.</summary>
public sealed class KubectlAccessTests : IAsyncLifetime
{
    // As the managers of Cluster API's providers come: an account, roles of the cluster and of the namespace, and their bindings.
    private const string Manager = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: provider-system}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: provider-manager, namespace: provider-system}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: provider-leader-election-role, namespace: provider-system}
        rules:
        - {apiGroups: [""], resources: [events], verbs: [create]}
        - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, list, watch, create, update, patch, delete]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: provider-aggregated-manager-role}
        aggregationRule:
          clusterRoleSelectors:
          - matchLabels: {provider.example.com/aggregate-to-manager: "true"}
        rules: []
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: provider-manager-role
          labels: {provider.example.com/aggregate-to-manager: "true"}
        rules:
        - {apiGroups: [""], resources: [nodes], verbs: [get, list, watch]}
        - {apiGroups: [""], resources: [secrets], verbs: [get, list, watch, create, patch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: provider-leader-election-rolebinding, namespace: provider-system}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: provider-leader-election-role}
        subjects:
        - {kind: ServiceAccount, name: provider-manager, namespace: provider-system}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: provider-manager-rolebinding}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: provider-aggregated-manager-role}
        subjects:
        - {kind: ServiceAccount, name: provider-manager, namespace: provider-system}
        """;

    private TestPlane _plane = null!;
    private Kubectl _kubectl = null!;

    public async ValueTask InitializeAsync()
    {
        Kubectl.SkipWhenAbsent();
        _plane = await TestPlane.StartAsync();
        _kubectl = new Kubectl(_plane.KubeconfigPath);
    }

    public async ValueTask DisposeAsync()
    {
        if (_plane is not null)
        {
            await _plane.DisposeAsync();
        }
    }

    [Fact]
    public async Task Apply_OfAManagersRoles_LetsItsTokenDoWhatTheySay()
    {
        await _kubectl.RunAsync("apply -f -", Manager);
        await _kubectl.RunAsync("wait --for=jsonpath={.rules[0].verbs[0]}=get clusterrole/provider-aggregated-manager-role --timeout=20s");
        var token = (await _kubectl.RunAsync("create token provider-manager -n provider-system --duration=10m")).Trim();
        var manager = new Kubectl(_plane.WriteTokenKubeconfig(token));

        Assert.Contains("system:serviceaccount:provider-system:provider-manager", await manager.RunAsync("auth whoami"), StringComparison.Ordinal);
        Assert.Equal("", await manager.RunAsync("get nodes,secrets -A -o name"));
        await manager.RunAsync("create secret generic s -n default --from-literal=a=b");
        Assert.Equal("yes", (await manager.RunAsync("auth can-i update leases -n provider-system")).Trim());
        Assert.Equal("no", (await manager.TryRunAsync("auth can-i update leases -n default")).Output.Trim());
        Assert.Matches("secrets +\\[\\] +\\[\\] +\\[get list watch create patch\\]", await manager.RunAsync("auth can-i --list"));
        var denied = await manager.TryRunAsync("delete secret s -n default");
        Assert.Contains(
            "secrets \"s\" is forbidden: User \"system:serviceaccount:provider-system:provider-manager\" cannot delete resource \"secrets\" in API "
            + "group \"\" in the namespace \"default\"",
            denied.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OfRolesAndBindings_CountsForWhomTheyName()
    {
        await _kubectl.RunAsync("create serviceaccount robot");
        await _kubectl.RunAsync("create role reader --verb=get,list --resource=configmaps,deployments.apps");
        await _kubectl.RunAsync("create clusterrole nodes --verb=get --resource=nodes --resource-name=a");
        await _kubectl.RunAsync("create clusterrole paths --verb=get --non-resource-url=/metrics");
        await _kubectl.RunAsync("create rolebinding reader --role=reader --serviceaccount=default:robot --group=team");
        await _kubectl.RunAsync("create clusterrolebinding nodes --clusterrole=nodes --user=joe");
        await _kubectl.RunAsync("create clusterrolebinding paths --clusterrole=paths --group=team");

        Assert.Equal("yes", await CanAsync("list deployments.apps --as=system:serviceaccount:default:robot"));
        Assert.Equal("yes", await CanAsync("get configmaps --as=ann --as-group=other --as-group=team"));
        Assert.Equal("no", await CanAsync("get configmaps --as=ann --as-group=other"));
        Assert.Equal("yes", await CanAsync("get nodes/a --as=joe"));
        Assert.Equal("no", await CanAsync("get nodes/b --as=joe"));
        Assert.Equal("yes", await CanAsync("get /metrics --as=ann --as-group=team"));
        Assert.Equal("yes", await CanAsync("* *"));
    }

    [Fact]
    public async Task Reconcile_OfRoles_AddsWhatIsMissing()
    {
        const string Role = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: reader}
            rules:
            - {apiGroups: [""], resources: [configmaps], verbs: [get, list]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: reader}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
            subjects:
            - {apiGroup: rbac.authorization.k8s.io, kind: User, name: joe}
            """;
        await _kubectl.RunAsync("create clusterrole reader --verb=watch --resource=configmaps");

        await _kubectl.RunAsync("auth reconcile -f -", Role);

        Assert.Equal("yes", await CanAsync("list configmaps --as=joe"));
        Assert.Equal("yes", await CanAsync("watch configmaps --as=joe"));
    }

    [Fact]
    public async Task Whoami_OfTheAdministrator_TellsHisGroups() =>
        Assert.Contains("system:masters", await _kubectl.RunAsync("auth whoami -o jsonpath={.status.userInfo.groups}"), StringComparison.Ordinal);

    [Fact]
    public async Task Approve_OfARequestOfAUser_GivesHimACertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            "CN=joe, O=team", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(request));
        await _kubectl.RunAsync("create -f -", $$"""
            apiVersion: certificates.k8s.io/v1
            kind: CertificateSigningRequest
            metadata: {name: joe}
            spec:
              request: {{encoded}}
              signerName: kubernetes.io/kube-apiserver-client
              expirationSeconds: 3600
              usages: [client auth]
            """);

        await _kubectl.RunAsync("certificate approve joe");
        await _kubectl.RunAsync("wait --for=jsonpath={.status.certificate} csr/joe --timeout=20s");

        var pem = Encoding.ASCII.GetString(Convert.FromBase64String(await _kubectl.RunAsync("get csr joe -o jsonpath={.status.certificate}")));
        using var certificate = X509Certificate2.CreateFromPem(pem);
        Assert.Equal("CN=joe, O=team", certificate.Subject);
        Assert.InRange(certificate.NotAfter - certificate.NotBefore, TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(66));
    }

    private async Task<string> CanAsync(string what) => (await _kubectl.TryRunAsync("auth can-i " + what)).Output.Trim();
}
