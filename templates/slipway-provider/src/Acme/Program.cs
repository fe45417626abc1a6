using Acme;
using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Randomness;

var kubeconfig = Environment.GetEnvironmentVariable("KUBECONFIG")
    ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
var machines = args.Length > 0 ? args[0] : "machines";

using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
using var client = new HttpKubeClient(KubeConnection.FromKubeconfigFile(kubeconfig));
await using var manager = new ControllerManager(
    client, ObjectCacheOptions.Default, ControllerManagerOptions.Default, TimeProvider.System, new CryptographicRandomSource(), loggers);
manager.Add(new AcmeClusterReconciler()).Add(new AcmeMachineReconciler(new FolderCloud(machines)));

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};
await manager.RunAsync(stop.Token);
