using Slipway.EndToEnd.Tests.Planes;

namespace Slipway.EndToEnd.Tests.Scenarios;

public sealed class HttpsScenarioTests() : ScenarioTests(Transport.Https);
