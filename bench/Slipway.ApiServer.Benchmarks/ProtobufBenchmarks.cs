using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Slipway.ApiServer.Protobuf;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>A Deployment of 2 KB between JSON, as it is stored, and protobuf, as Go clients want it; and what only reading its JSON costs.</summary>
[MemoryDiagnoser]
public class ProtobufBenchmarks
{
    private static readonly GroupVersionKind Deployment = new("apps", "v1", "Deployment");

    private readonly byte[] _json = Encoding.UTF8.GetBytes(
        """
        {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"default","uid":"0b6a1b6e-8f0c-4c53-9a3b-0d7f6f1c2a11","resourceVersion":"4711","generation":3,"creationTimestamp":"2026-01-31T23:59:59Z","labels":{"app":"web","tier":"front"},"annotations":{"note":"NOTE"},"managedFields":[{"manager":"kubectl","operation":"Update","apiVersion":"apps/v1","time":"2026-01-31T23:59:59Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:replicas":{},"f:selector":{},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{}}}}}}}}]},"spec":{"replicas":3,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"web","image":"nginx:1.29","ports":[{"containerPort":80,"protocol":"TCP"}],"env":[{"name":"A","value":"1"},{"name":"B","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}],"resources":{"limits":{"cpu":"500m","memory":"128Mi"}},"livenessProbe":{"httpGet":{"path":"/","port":80,"scheme":"HTTP"},"periodSeconds":10},"terminationMessagePath":"/dev/termination-log","imagePullPolicy":"IfNotPresent"}],"volumes":[{"name":"c","configMap":{"name":"c","defaultMode":420}}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","schedulerName":"default-scheduler"}},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}},"revisionHistoryLimit":10,"progressDeadlineSeconds":600},"status":{"observedGeneration":3,"replicas":3,"updatedReplicas":3,"readyReplicas":3,"conditions":[{"type":"Available","status":"True","lastUpdateTime":"2026-01-31T23:59:59Z","lastTransitionTime":"2026-01-31T23:59:59Z","reason":"MinimumReplicasAvailable","message":"Deployment has minimum availability."}]}}
        """.Replace("NOTE", new string('x', 400), StringComparison.Ordinal));

    private byte[] _protobuf = [];

    [GlobalSetup]
    public void Setup()
    {
        using var output = new ProtobufOutput(4096);
        ProtobufBody.Write(output, Deployment, _json);
        _protobuf = output.Written.ToArray();
    }

    [Benchmark(Baseline = true)]
    public int ReadJson()
    {
        var reader = new Utf8JsonReader(_json);
        var tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    [Benchmark]
    public int ToProtobuf()
    {
        using var output = new ProtobufOutput(4096);
        ProtobufBody.Write(output, Deployment, _json);
        return output.Length;
    }

    [Benchmark]
    public int ToJson() => ProtobufBody.ToJson(_protobuf).Length;
}
